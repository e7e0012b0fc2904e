internal import CPinyonMemory
internal import Foundation

/// The most memory that this process has held at once, since it was last reset.
enum PeakMemory {
    /// Starts measuring anew; false where the system can't.
    static func reset() -> Bool {
        // What was held before must not count.
        pinyon_return_free_memory()
        guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return false }
        defer { try? file.close() }
        do {
            try file.write(contentsOf: Data("5".utf8))
            return true
        } catch {
            return false
        }
    }

    /// The peak in bytes; nil where the system doesn't tell.
    static var bytes: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1_024 }
        }
        return nil
    }
}
