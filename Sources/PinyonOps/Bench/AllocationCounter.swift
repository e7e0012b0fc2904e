internal import CPinyonMemory

/// Counts the bytes that this process asks its allocator for. One counting at a time.
enum AllocationCounter {
    private static let trial = 4_096

    /// Whether allocations of Swift's runtime are seen: not with every C library, nor under a sanitizer.
    private static let works: Bool = {
        guard pinyon_begin_counting_allocations() else { return false }
        // An allocation that nobody uses would be left out by the compiler.
        let bytes = [UInt8](repeating: .random(in: 1...2), count: trial)
        let requested = pinyon_end_counting_allocations()
        return requested >= trial && bytes.last != 0
    }()

    /// Counts while a closure runs.
    ///
    /// - Returns: The bytes that all threads asked for, given back or not; nil where they can't be counted.
    /// - Throws: What the closure throws.
    static func bytes(during body: () async throws -> Void) async rethrows -> Int? {
        guard works, pinyon_begin_counting_allocations() else {
            try await body()
            return nil
        }
        do {
            try await body()
        } catch {
            _ = pinyon_end_counting_allocations()
            throw error
        }
        return Int(clamping: pinyon_end_counting_allocations())
    }
}
