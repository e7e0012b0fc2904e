internal import NIOCore
internal import Synchronization

/// What the connections of one proxy tell about themselves: counters, hooks and the bytes they saw.
final class FaultMonitor: Sendable {
    private struct Log: Sendable {
        var toServer: [Int: [UInt8]] = [:]
        var toClient: [Int: [UInt8]] = [:]
    }

    let statistics = Watched(FaultProxy.Statistics())
    private let hooks = Mutex(FaultHooks())
    private let log = Mutex(Log())
    private let recordsBytes: Bool

    init(recordsBytes: Bool) {
        self.recordsBytes = recordsBytes
    }

    /// Counts a connection, and gives it its number.
    func accept() -> Int {
        statistics.update { statistics in
            let number = statistics.connections.count
            statistics.connections.append(FaultProxy.ConnectionStatistics(number: number))
            statistics.open += 1
            return number
        }
    }

    func closed(_ connection: Int) {
        statistics.update { statistics in
            guard statistics.connections[connection].isOpen else { return }
            statistics.connections[connection].isOpen = false
            statistics.open -= 1
        }
    }

    func targetUnreachable() {
        statistics.update { $0.unreachable += 1 }
    }

    func addHook(_ hook: FaultHooks.Hook) {
        hooks.withLock { $0.add(hook) }
    }

    /// Counts bytes that arrived, up to where the next hook is due.
    ///
    /// - Returns: How many of the bytes to process now, and the hooks to call when that is done.
    func arrived(
        _ bytes: ByteBuffer, _ direction: FaultDirection, connection: Int
    ) -> (count: Int, due: [FaultHooks.Hook]) {
        let step = hooks.withLock { $0.advance(by: bytes.readableBytes, direction, connection: connection) }
        if recordsBytes, let seen = bytes.getBytes(at: bytes.readerIndex, length: step.count) {
            log.withLock { log in
                switch direction {
                case .toServer: log.toServer[connection, default: []] += seen
                case .toClient: log.toClient[connection, default: []] += seen
                }
            }
        }
        statistics.update { $0.count(connection, direction) { $0.arrived += step.count } }
        return step
    }

    func delivered(_ count: Int, _ direction: FaultDirection, connection: Int) {
        statistics.update { $0.count(connection, direction) { $0.delivered += count } }
    }

    func ended(_ direction: FaultDirection, connection: Int) {
        statistics.update { $0.connections[connection].ended.insert(direction) }
    }

    func observed(_ direction: FaultDirection, connection: Int) -> [UInt8] {
        log.withLock { log in
            (direction == .toServer ? log.toServer : log.toClient)[connection] ?? []
        }
    }
}
