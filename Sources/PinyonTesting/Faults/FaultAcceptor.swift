internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Makes connections of accepted sockets and keeps the open ones.
final class FaultAcceptor: Sendable {
    private struct State {
        var target: FaultProxy.Target
        var faults: [FaultDirection: [Fault]] = [:]
        var plan: @Sendable (Int) -> FaultPlan = { _ in .standard }
        var connections: [Int: FaultConnection] = [:]
    }

    let monitor: FaultMonitor
    private let random: FaultRandom
    private let clock = FaultClock()
    private let state: Mutex<State>

    init(target: FaultProxy.Target, seed: UInt64, recordsBytes: Bool) {
        monitor = FaultMonitor(recordsBytes: recordsBytes)
        random = FaultRandom(seed: seed)
        state = Mutex(State(target: target))
    }

    func set(_ faults: [Fault], on direction: FaultDirection, connection: Int?) {
        let concerned = state.withLock { state -> [FaultConnection] in
            guard let connection else {
                state.faults[direction] = faults
                return state.connections.values.sorted { $0.number < $1.number }
            }
            return [state.connections[connection]].compactMap(\.self)
        }
        for connection in concerned { connection.set(faults, on: direction) }
    }

    func script(_ plan: @escaping @Sendable (Int) -> FaultPlan) {
        state.withLock { $0.plan = plan }
    }

    func retarget(to target: FaultProxy.Target) {
        state.withLock { $0.target = target }
    }

    func end(_ connection: Int?, _ ending: FaultEnding) {
        let concerned = state.withLock { state in
            state.connections.values.filter { connection == nil || $0.number == connection }
        }
        for connection in concerned { connection.end(ending) }
    }

    /// Takes an accepted socket, on its event loop.
    func accept(_ client: any Channel) {
        let number = monitor.accept()
        let plan = state.withLock(\.plan)(number)
        let (connection, target) = state.withLock { state in
            let faults = plan.faults(standard: state.faults)
            let machine = FaultConnectionStateMachine(
                toServer: faults.toServer, toClient: faults.toClient, random: random.branch(number), at: clock.now)
            let connection = FaultConnection(
                number: number, client: client, machine: machine, closesWithClient: !plan.needsTarget,
                clock: clock, monitor: monitor, onClosed: { self.forget(number) })
            state.connections[number] = connection
            return (connection, state.target)
        }
        try? client.pipeline.syncOperations.addHandler(FaultSocketHandler(connection, .toServer))
        if plan.needsTarget { connect(connection, to: target) }
    }

    private func forget(_ number: Int) {
        _ = state.withLock { $0.connections.removeValue(forKey: number) }
    }

    private func connect(_ connection: FaultConnection, to target: FaultProxy.Target) {
        let bootstrap = ClientBootstrap(group: connection.client.eventLoop)
            .channelOption(.autoRead, value: false)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { server in
                server.eventLoop.makeCompletedFuture {
                    try server.pipeline.syncOperations.addHandler(FaultSocketHandler(connection, .toClient))
                }
            }
        bootstrap.connect(to: target).whenComplete { result in
            switch result {
            case .success(let server): connection.connected(to: server)
            case .failure: connection.failedToConnect()
            }
        }
    }
}

extension ClientBootstrap {
    fileprivate func connect(to target: FaultProxy.Target) -> EventLoopFuture<any Channel> {
        switch target {
        case .hostPort(let host, let port):
            channelOption(.tcpOption(.tcp_nodelay), value: 1).connect(host: host, port: port)
        case .unixSocket(let path): connect(unixDomainSocketPath: path)
        }
    }
}
