internal import NIOCore
internal import NIOPosix

/// A client of Redis and Valkey.
public final class RedisClient: Sendable, CommandSender {
    private let configuration: RedisConfiguration
    private let work = WorkQueue()
    private let node: Node
    private let timeout: TimeAmount
    private let connectTimeout: TimeAmount

    /// A client.
    public init(_ configuration: RedisConfiguration) {
        self.configuration = configuration
        timeout = TimeAmount(configuration.commandTimeout)
        connectTimeout = TimeAmount(configuration.connectTimeout)
        guard case .standalone(let address) = configuration.topology else { fatalError() }
        let connector = Connector(
            address: address, settings: configuration.connectionSettings, resolver: configuration.resolver,
            tls: configuration.tls.map(TLSSource.init), credentials: configuration.credentials,
            goal: .init(database: configuration.database),
            rate: ConnectRate(perSecond: 50, burst: 50))
        node = Node(
            connector: connector, group: MultiThreadedEventLoopGroup.singleton, work: work, isEager: true)
    }

    /// runs
    public func run() async {
        await work.run()
    }

    /// send
    public func send<Response>(_ command: Command<Response>) async throws(ClientError) -> Response {
        let now = NIODeadline.now()
        let replies = try await node.small.send(
            .one(command.arguments), deadline: now + timeout, connectDeadline: now + connectTimeout)
        guard case .one(let reply) = replies else { fatalError() }
        if case .error(let error) = reply { throw ClientError(.server, error.description, serverError: error) }
        do { return try command.decode(reply) } catch {
            throw ClientError(.unexpectedReply, error.description, command: command.name)
        }
    }
}
