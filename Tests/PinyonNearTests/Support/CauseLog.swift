import PinyonNear
import Synchronization

/// What a listener was told, as text: `key=value cause`.
final class CauseLog: Sendable {
    private let lines = Mutex<[String]>([])

    func append(_ key: some Sendable, _ value: some Sendable, _ cause: RemovalCause) {
        lines.withLock { $0.append("\(key)=\(value) \(cause)") }
    }

    var all: [String] { lines.withLock { $0 } }
}
