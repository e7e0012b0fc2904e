/// Waits for something that nobody announces: a socket that answers, a process that ends.
enum Polling {
    private static let shortest = Duration.milliseconds(1)
    private static let longest = Duration.milliseconds(20)

    /// Asks again and again, first every millisecond and then more slowly.
    ///
    /// - Parameters:
    ///   - deadline: When to give up; the last question is asked then.
    ///   - question: Returns nil as long as the answer isn't known.
    /// - Returns: The answer, or nil at the deadline.
    /// - Throws: `CancellationError`, and what the question throws.
    static func answer<Answer>(
        until deadline: ContinuousClock.Instant,
        _ question: () async throws -> Answer?
    ) async throws -> Answer? {
        var pause = shortest
        while true {
            try Task.checkCancellation()
            let isLast = ContinuousClock.now >= deadline
            if let answer = try await question() { return answer }
            if isLast { return nil }
            try await Task.sleep(for: pause)
            pause = min(pause * 1.5, longest)
        }
    }

    /// Runs something to its end even if the calling task is cancelled: whoever cleans up has no time to be cancelled.
    static func uncancelled<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) async -> Result {
        await Task { await body() }.value
    }
}

extension ContinuousClock.Instant {
    /// The moment that is a duration from now.
    static func after(_ duration: Duration) -> Self { .now.advanced(by: duration) }
}
