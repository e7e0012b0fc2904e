internal import PinyonOps
internal import Synchronization

/// A line on standard error that says how far something is. Where that is no terminal, it stays silent.
final class ProgressBar: Sendable {
    private static let width = 30
    private static let interval = Duration.milliseconds(100)

    private struct State {
        var phase = ""
        var last: ContinuousClock.Instant?
        var isShown = false
        var isOver = false
    }

    private let isLively = Output.isLively
    private let state = Mutex(State())

    /// Shows a step, if the last one was not a moment ago; a total of 0 means that it isn't known, and
    /// that what is done is a number of bytes.
    func show(_ phase: String, done: Int, total: Int) {
        guard isLively else { return }
        state.withLock { state in
            if state.isOver { return }
            let now = ContinuousClock.now
            let isSoon = state.last.map { $0.duration(to: now) < Self.interval } ?? false
            if isSoon, phase == state.phase, total == 0 || done < total { return }
            state.phase = phase
            state.last = now
            state.isShown = true
            Output.show("\r\u{1B}[K" + line(phase, done: done, total: total))
        }
    }

    /// Removes the line for good.
    func clear() {
        state.withLock { state in
            if state.isShown { Output.show("\r\u{1B}[K") }
            state.isShown = false
            state.isOver = true
        }
    }

    private func line(_ phase: String, done: Int, total: Int) -> String {
        guard total > 0 else { return done > 0 ? "\(phase): \(Figure.bytes(done))" : phase }
        let share = min(1, Double(done) / Double(total))
        let filled = Int(share * Double(Self.width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        return "\(bar) \(Int(share * 100)) % \(phase)"
    }
}
