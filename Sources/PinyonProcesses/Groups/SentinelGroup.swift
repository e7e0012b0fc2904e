/// A primary with replicas and the Sentinels that watch over them, on this machine.
///
/// When it has been started, every Sentinel knows the others and the replicas, and the replicas are in step.
package final class SentinelGroup: Sendable {
    /// The form of a group, and how quickly it acts.
    package struct Shape: Sendable, Hashable {
        /// The name by which the Sentinels know the primary. Default: `primary`.
        package var name = "primary"
        /// The number of replicas. Default: 2.
        package var replicas = 2
        /// The number of Sentinels. Default: 3.
        package var sentinels = 3
        /// How many Sentinels must agree that the primary is down. Default: 2.
        package var quorum = 2
        /// The silence after which a Sentinel thinks a server down. Default: 1 second.
        package var downAfter = Duration.seconds(1)
        /// The time after which a failover that does not get on is tried again. Default: 5 seconds.
        package var failoverTimeout = Duration.seconds(5)

        /// The defaults.
        package init() {}
    }

    /// The form.
    package let shape: Shape
    /// The servers with data: first the one that began as primary, then the replicas.
    package let servers: [ServerProcess]
    /// The Sentinels.
    package let sentinels: [ServerProcess]

    private init(shape: Shape, servers: [ServerProcess], sentinels: [ServerProcess]) {
        self.shape = shape
        self.servers = servers
        self.sentinels = sentinels
    }

    /// Starts a group.
    ///
    /// - Parameters:
    ///   - binary: The program of all.
    ///   - shape: How many there are. Default: a primary, 2 replicas and 3 Sentinels, of which 2 must agree.
    ///   - options: How each server with data is started. The Sentinels have its password for the servers, but need
    ///     none themselves.
    ///   - limit: The longest time until all know each other. Default: 30 seconds.
    /// - Returns: The group.
    /// - Throws: ``ProcessError``, or `CancellationError`. Nothing is left behind then.
    package static func start(
        _ binary: ServerBinary,
        shape: Shape = Shape(),
        options: ServerOptions = ServerOptions(),
        within limit: Duration = .seconds(30)
    ) async throws -> SentinelGroup {
        let primary = try await ServerProcess.start(binary, options: options)
        var servers = [primary]
        do {
            var replica = options
            replica.endpoint = .freePort
            replica.settings.append(.init("replicaof", "127.0.0.1 \(primary.port ?? 0)"))
            let replicas = [ServerGroup.Member](
                repeating: .init(binary: binary, options: replica), count: shape.replicas)
            servers += try await ServerGroup.start(replicas)
            let group = try await watched(servers, shape: shape, within: limit)
            return group
        } catch {
            await ServerGroup.stop(servers)
            throw error
        }
    }

    /// Starts the Sentinels of servers that run.
    private static func watched(
        _ servers: [ServerProcess],
        shape: Shape,
        within limit: Duration
    ) async throws -> SentinelGroup {
        // A Sentinel that asks too early learns of the replicas only ten seconds later.
        try await ServerGroup.wait(for: "The replicas were not in step", within: limit, of: servers) {
            for server in servers {
                if let missing = try await ReplicaLink.whatIsMissing(server.connect()) {
                    return "127.0.0.1:\(server.port ?? 0) \(missing)."
                }
            }
            return nil
        }
        let options = sentinelOptions(of: servers[0], shape)
        let members = [ServerGroup.Member](
            repeating: .init(binary: servers[0].binary, options: options), count: shape.sentinels)
        let sentinels = try await ServerGroup.start(members)
        let group = SentinelGroup(shape: shape, servers: servers, sentinels: sentinels)
        try await ServerGroup.stopping(sentinels) {
            try await ServerGroup.wait(for: "The Sentinels did not meet", within: limit, of: sentinels) {
                try await group.whatIsMissing()
            }
        }
        return group
    }

    private static func sentinelOptions(of primary: ServerProcess, _ shape: Shape) -> ServerOptions {
        let name = shape.name
        var options = ServerOptions()
        options.role = .sentinel
        options.startLimit = primary.options.startLimit
        options.tls = primary.options.tls
        options.hidden = primary.options.secrets
        options.settings = [
            .init("sentinel", "monitor \(name) 127.0.0.1 \(primary.port ?? 0) \(shape.quorum)"),
            .init("sentinel", "down-after-milliseconds \(name) \(shape.downAfter.milliseconds)"),
            .init("sentinel", "failover-timeout \(name) \(shape.failoverTimeout.milliseconds)"),
        ]
        if let password = primary.options.password {
            options.settings.append(.init("sentinel", "auth-pass \(name) \(ServerCommand.quoted(password))"))
        }
        return options
    }

    /// Ends all and removes their folders. Returns when they are gone, even if the task is cancelled.
    package func stop() async { await ServerGroup.stop(sentinels + servers) }
}

extension SentinelGroup {
    /// The server that the Sentinels name as primary.
    ///
    /// - Returns: The server; nil if the Sentinels don't agree, or name none of the group.
    /// - Throws: ``ProcessError``, or `CancellationError`.
    package func currentPrimary() async throws -> ServerProcess? {
        var ports: Set<Int> = []
        for sentinel in sentinels where sentinel.isRunning {
            let reply = try await sentinel.connect().require("SENTINEL", "GET-MASTER-ADDR-BY-NAME", shape.name)
            ports.insert(reply.elements.last?.string.flatMap { Int($0) } ?? 0)
        }
        guard ports.count == 1 else { return nil }
        return servers.first { $0.port == ports.first }
    }

    /// Asks a Sentinel for a failover, and waits until a replica has taken over and all Sentinels say so.
    ///
    /// - Parameter limit: The longest time. Default: 30 seconds.
    /// - Returns: The new primary.
    /// - Throws: ``ProcessError``, or `CancellationError`.
    @discardableResult
    package func failOver(within limit: Duration = .seconds(30)) async throws -> ServerProcess {
        let former = try await currentPrimary()
        guard let sentinel = sentinels.first(where: \.isRunning) else {
            throw ProcessError(.notRunning, "No Sentinel of the group runs.")
        }
        try await ServerGroup.wait(for: "The failover did not begin", within: limit, of: sentinels) {
            // Until it has heard of them lately, no replica is good enough for it.
            let reply = try await sentinel.connect().send(["SENTINEL", "FAILOVER", shape.name])
            guard case .error(let message) = reply, !message.hasPrefix("INPROG") else { return nil }
            return "\(message)."
        }
        var primary: ServerProcess?
        try await ServerGroup.wait(for: "The failover did not end", within: limit, of: sentinels) {
            guard let server = try await currentPrimary(), server !== former else { return "No new primary is named." }
            let role = try await server.connect().require("ROLE").elements.first?.string
            guard role == "master" else { return "The new primary is not yet one." }
            primary = server
            return nil
        }
        guard let primary else { throw ProcessError(.notReady, "The failover did not end.") }
        return primary
    }

    /// What the Sentinels don't know yet; nil if they know all.
    fileprivate func whatIsMissing() async throws -> String? {
        for sentinel in sentinels {
            let place = "127.0.0.1:\(sentinel.port ?? 0)"
            let connection = try await sentinel.connect()
            let words = try await connection.require("SENTINEL", "MASTER", shape.name).elements.map { $0.string ?? "" }
            let pairs = stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) }
            let facts = Dictionary(pairs) { $1 }
            guard facts["num-other-sentinels"] == "\(sentinels.count - 1)" else {
                return "\(place) knows \(facts["num-other-sentinels"] ?? "no") other Sentinels."
            }
            guard facts["num-slaves"] == "\(servers.count - 1)", facts["flags"] == "master" else {
                return "\(place) knows \(facts["num-slaves"] ?? "no") replicas."
            }
            let reply = try await connection.send(["SENTINEL", "CKQUORUM", shape.name])
            if case .error(let message) = reply { return "\(place): \(message)" }
        }
        return nil
    }
}

extension Duration {
    /// Whole milliseconds.
    fileprivate var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

/// Starts a group with Sentinels for as long as a closure runs.
///
/// - Parameters:
///   - binary: The program of all.
///   - shape: How many there are. Default: a primary, 2 replicas and 3 Sentinels, of which 2 must agree.
///   - options: How each server with data is started.
///   - body: Called when all know each other.
/// - Returns: What the closure returns. The servers are gone by then, also if the closure throws or is cancelled.
/// - Throws: As ``SentinelGroup/start(_:shape:options:within:)`` does, and what the closure throws.
package func withSentinelGroup<Result>(
    _ binary: ServerBinary,
    shape: SentinelGroup.Shape = SentinelGroup.Shape(),
    options: ServerOptions = ServerOptions(),
    _ body: (SentinelGroup) async throws -> Result
) async throws -> Result {
    let group = try await SentinelGroup.start(binary, shape: shape, options: options)
    let result = try await ServerGroup.stopping(group.sentinels + group.servers) { try await body(group) }
    await group.stop()
    return result
}
