internal import Foundation
internal import Synchronization

/// A line on standard error that says how far something is. Where that is no terminal, it stays silent.
final class ProgressBar: Sendable {
    private static let width = 30
    private static let interval = Duration.milliseconds(100)

    private struct State {
        var last: ContinuousClock.Instant?
        var isShown = false
    }

    private let isLively = Output.isLively
    private let state = Mutex(State())

    /// Shows a step; a total of 0 means that it isn't known.
    func show(_ phase: String, done: Int, total: Int) {
        guard isLively else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            if let last = state.last, last.duration(to: now) < Self.interval, done < total { return }
            state.last = now
            state.isShown = true
            write("\r\u{1B}[K" + line(phase, done: done, total: total))
        }
    }

    /// Removes the line.
    func clear() {
        state.withLock { state in
            if state.isShown { write("\r\u{1B}[K") }
            state.isShown = false
        }
    }

    private func line(_ phase: String, done: Int, total: Int) -> String {
        guard total > 0 else { return "\(phase): \(Table.grouped(done))" }
        let share = min(1, Double(done) / Double(total))
        let filled = Int(share * Double(Self.width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        return "\(bar) \(Int(share * 100)) % \(phase)"
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
