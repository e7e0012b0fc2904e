internal import NIOCore
internal import Synchronization

/// A primary and its replicas, of which Sentinels say who is who.
///
/// Acknowledged writes can be lost in a failover: Sentinels promote a replica that may not have received them yet.
/// `WAIT`, and `min-replicas-to-write` on the servers, make that less likely, not impossible.
final class SentinelTopologyMap: Topology {
    let isCluster = false
    let hasOtherNodes = true

    struct State {
        var primary: Node?
        var replicas: [Node] = []
        var epoch: UInt64 = 0
        /// Sentinels, those that answered last first.
        var sentinels: [Node]
        var turn = 0
        var closed: ClientError?
    }

    /// The time for one Sentinel's answers.
    private static let answerTime = Duration.seconds(1)
    /// How long others may answer after two have said the same.
    private static let grace = Duration.milliseconds(150)
    /// How long others may answer after one has.
    private static let patience = Duration.milliseconds(500)
    private static let sentinelLimit = 64

    private let group: SentinelTopology
    let factory: NodeFactory
    let state: Mutex<State>
    private let changeHandlers = Mutex<[@Sendable ([HashSlot]) -> Void]>([])
    private let refresherBox = Mutex<Refresher?>(nil)

    init(_ group: SentinelTopology, factory: NodeFactory) {
        self.group = group
        self.factory = factory
        state = Mutex(
            State(sentinels: group.sentinels.map { factory.sentinel(at: $0, group, namedFrom: nil) }))
        let backoff = factory.configuration.backoff
        let refresher = Refresher(eventLoop: factory.group.next()) {
            Refresher.Pace(
                period: .seconds(10), gap: .milliseconds(250), longestGap: .seconds(5), backoff: backoff)
        } look: { [weak self] () throws(ClientError) in
            try await self?.look()
        }
        refresherBox.withLock { $0 = refresher }
    }

    var refresher: Refresher? { refresherBox.withLock { $0 } }

    func node(for slot: HashSlot?, access: Access) -> Node? {
        state.withLock { state in
            guard case .read(let preference) = access, !state.replicas.isEmpty else { return state.primary }
            state.turn &+= 1
            let primary = [state.primary].compactMap { $0 }
            switch preference {
            case .primary: return state.primary
            case .preferReplica:
                let isAnyThere = primary.isEmpty || state.replicas.contains { !$0.isDegraded }
                return isAnyThere ? Node.next(of: state.replicas, turn: state.turn) : state.primary
            case .any: return Node.next(of: state.replicas + primary, turn: state.turn)
            case .nearest:
                let near = near(state.replicas + primary)
                if near.contains(where: { !$0.isDegraded }) { return Node.next(of: near, turn: state.turn) }
                if let only = state.primary, !only.isDegraded { return only }
                return Node.next(of: state.replicas + primary, turn: state.turn)
            }
        }
    }

    /// Those of some nodes that are known to be in the client's zone; all of them as long as there are none, so that
    /// servers are connected to that then say where they are.
    private func near(_ nodes: [Node]) -> [Node] {
        guard let zone = factory.configuration.availabilityZone else { return nodes }
        let near = nodes.filter { $0.connector.server?.availabilityZone == zone }
        return near.isEmpty ? nodes : near
    }

    func findNode(for slot: HashSlot?, access: Access, until deadline: NIODeadline) async throws(ClientError) -> Node {
        while true {
            if let node = node(for: slot, access: access) { return node }
            if let closed = state.withLock({ $0.closed }) { throw closed }
            guard NIODeadline.now() < deadline, !Task.isCancelled, let refresher else { throw unknown() }
            // A look may have ended since the line above but two: then another has to tell of it.
            refresher.request(.need)
            await refresher.changes.wait(until: deadline)
            // Waiting doesn't help against a wrong name or password.
            if let failure = refresher.lastFailure, failure.isForPeople { throw failure }
        }
    }

    private func unknown() -> ClientError {
        if Task.isCancelled { return ClientError(.cancelled, "the calling task was cancelled") }
        if let failure = refresher?.lastFailure { return failure }
        return ClientError(
            .notRunning, "no Sentinel was asked for “\(group.primaryName)” in time: is the client's run() running?")
    }

    func node(host: String, port: Int, namedBy node: Node) throws(ClientError) -> Node {
        throw ClientError(
            .server, "the server belongs to a cluster: name it with ?topology=cluster", node: "\(node.address)")
    }

    func learn(_ meaning: ServerErrorMeaning, from node: Node, sentAt: NIODeadline) {
        // New connections check what the server is.
        if meaning == .readOnly { node.renew(ifConnectedBefore: sentAt) }
        if meaning == .readOnly || meaning == .busy { refresher?.request(.need) }
    }

    func failed(_ node: Node, _ error: ClientError) {
        if error.code == .connectionClosed || error.code == .connectionFailed { refresher?.request(.need) }
    }

    func onChange(_ handler: @escaping @Sendable ([HashSlot]) -> Void) {
        changeHandlers.withLock { $0.append(handler) }
    }

    var nodes: [NodeDescription] {
        state.withLock { state in
            [state.primary].compactMap { $0 }.map { NodeDescription(node: $0, role: .primary, slots: []) }
                + state.replicas.map { NodeDescription(node: $0, role: .replica, slots: []) }
        }
    }

    func start() {
        guard let refresher else { return }
        factory.observer.onFailure { [weak self] address, _ in
            guard let self, self.state.withLock({ $0.primary?.address == address }) else { return }
            refresher.request(.need)
        }
        factory.work.submit { await refresher.run() }
        factory.work.submit { await self.listen() }
    }

    func close(_ error: ClientError) {
        let nodes = state.withLock { state in
            state.closed = error
            return state.sentinels + state.replicas + [state.primary].compactMap { $0 }
        }
        for node in nodes { node.close(error) }
        refresher?.changes.raise()
    }

    /// Asks Sentinels, and takes the view to believe.
    private func look() async throws(ClientError) {
        let sentinels = state.withLock { $0.sentinels }
        var views: [(view: SentinelView, from: Node)] = []
        var errors: [ClientError] = []
        var start = 0
        while start < sentinels.count, views.count < 2 {
            // Three at a time: a second and third opinion cost nothing, and a dead one holds nobody up. One opinion
            // isn't enough as long as there may be another, as a Sentinel that was cut off keeps naming the old
            // primary: then all others are asked, and waited for once.
            let end = views.isEmpty ? min(start + 3, sentinels.count) : sentinels.count
            defer { start = end }
            for answer in await ask(Array(sentinels[start..<end])) {
                switch answer.view {
                case .success(let view):
                    views.append((view, answer.sentinel))
                    prefer(answer.sentinel)
                case .failure(let error): errors.append(error)
                }
            }
        }
        guard let view = SentinelView.newest(views.map(\.view)),
            let sentinel = views.first(where: { $0.view == view })?.from
        else { throw Self.noView(errors, group) }
        try await apply(view, namedFrom: sentinel.networkKind)
        try await checkRole()
    }

    /// Looks whether the primary in use still is one: its connections may stand although it was made a replica.
    private func checkRole() async throws(ClientError) {
        let now = NIODeadline.now()
        // Whoever may not ask, or gets no answer, goes on: writes will show. New connections find out themselves.
        guard let primary = state.withLock({ $0.primary }), primary.small.isConnected,
            let role = try? await primary.ask(Command<RESPValue>(.role), within: Self.answerTime)
        else { return }
        guard let wrong = HandshakeStateMachine.wrongRole(role, .primary) else { return }
        primary.renew(ifConnectedBefore: now)
        throw wrong.about(node: "\(primary.address)")
    }

    private struct Answer: Sendable {
        let sentinel: Node
        let view: Result<SentinelView, ClientError>
    }

    /// Asks Sentinels, and doesn't wait for the slow, such as one on the dead primary's machine, when others agree.
    private func ask(_ sentinels: [Node]) async -> [Answer] {
        await withTaskGroup(of: Answer?.self) { tasks in
            for sentinel in sentinels {
                tasks.addTask { Answer(sentinel: sentinel, view: await self.answer(of: sentinel)) }
            }
            var answers: [Answer] = []
            var views: [SentinelView] = []
            while answers.count < sentinels.count, let answer = await tasks.next(), let answer {
                answers.append(answer)
                guard case .success(let view) = answer.view else { continue }
                if views.isEmpty { tasks.addTask { await Self.end(after: Self.patience) } }
                if views.contains(where: { $0.agrees(with: view) }) {
                    tasks.addTask { await Self.end(after: Self.grace) }
                }
                views.append(view)
            }
            tasks.cancelAll()
            return answers
        }
    }

    private static func end(after time: Duration) async -> Answer? {
        try? await Task.sleep(for: time)
        return nil
    }

    private func answer(of sentinel: Node) async -> Result<SentinelView, ClientError> {
        do throws(ClientError) {
            return .success(try await view(of: sentinel))
        } catch {
            return .failure(error)
        }
    }

    private func view(of sentinel: Node) async throws(ClientError) -> SentinelView {
        let name = group.primaryName
        let end = NIODeadline.now() + TimeAmount(Self.answerTime)
        guard let address = try await sentinel.ask(.sentinelGetMasterAddrByName(name), until: end) else {
            throw ClientError(
                .configuration,
                "the Sentinel knows no primary named “\(name)”: check the name in the URL (SENTINEL MASTERS lists them)",
                node: "\(sentinel.address)")
        }
        let primary = try await sentinel.ask(.sentinelMaster(name), until: end)
        let replicas = try await sentinel.ask(.sentinelReplicas(of: name), until: end)
        let peers = try await sentinel.ask(.sentinelSentinels(of: name), until: end)
        return SentinelView(
            primary: address, epoch: primary.configurationEpoch ?? 0,
            replicas: SentinelView.readable(replicas).compactMap(\.address), sentinels: peers.compactMap(\.address))
    }

    private static func noView(_ errors: [ClientError], _ group: SentinelTopology) -> ClientError {
        if let unknown = errors.first(where: { $0.code == .configuration || $0.code == .authentication }) {
            return unknown
        }
        let reasons = errors.prefix(3).map { "\($0.node ?? "?"): \($0.message)" }.joined(separator: "; ")
        return ClientError(
            .unknownTopology, "no Sentinel could be asked for “\(group.primaryName)” (\(reasons))",
            underlying: errors.first)
    }

    /// Uses a view: connects to its primary, and lets go of what isn't in it.
    ///
    /// - Parameters:
    ///   - view: The view.
    ///   - namer: Where the Sentinel is that gave it.
    private func apply(_ view: SentinelView, namedFrom namer: NetworkKind) async throws(ClientError) {
        let (current, epoch) = state.withLock { ($0.primary, $0.epoch) }
        // An older view than the one in use is that of a Sentinel which was cut off, as long as the primary in use is
        // one; otherwise the Sentinels were set up anew.
        if view.epoch < epoch, current?.small.isConnected == true { return }
        if current?.address == view.primary {
            state.withLock { $0.epoch = view.epoch }
        } else {
            try await promote(view, current, namedFrom: namer)
        }
        takeReplicas(view, namedFrom: namer)
        takeSentinels(view, namedFrom: namer)
    }

    private func promote(
        _ view: SentinelView, _ former: Node?, namedFrom namer: NetworkKind
    ) async throws(ClientError) {
        try check(view.primary, namedFrom: namer)
        var purpose = NodeFactory.Purpose()
        purpose.database = factory.configuration.database
        purpose.isPrincipal = true
        purpose.requiredRole = .primary
        let node = factory.node(at: view.primary, purpose, namedFrom: namer)
        factory.logNewNode(view.primary, "primary")
        node.small.wantConnection()
        do throws(ClientError) {
            // Its connections check that it is a primary; before one stands, it isn't used.
            _ = try await node.ask(Command<RESPValue>(.ping), within: factory.configuration.connectTimeout)
        } catch {
            node.close(error)
            throw error
        }
        let isClosed = state.withLock { state in
            guard state.closed == nil else { return true }
            state.primary = node
            state.epoch = view.epoch
            return false
        }
        if isClosed { node.close(ClientError(.shutDown, "the client was shut down")) }
        refresher?.settle()
        for handler in changeHandlers.withLock({ $0 }) { handler([]) }
        guard let former else { return }
        former.close(
            ClientError(
                .connectionClosed, "the primary is now \(view.primary): connections to the former one were closed",
                node: "\(former.address)", mayHaveRun: true))
    }

    private func takeReplicas(_ view: SentinelView, namedFrom namer: NetworkKind) {
        let known = Dictionary(
            state.withLock { $0.replicas }.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
        let wanted = view.otherReplicas(limit: factory.configuration.addressTrust.nodes - 1)
        var purpose = NodeFactory.Purpose()
        purpose.database = factory.configuration.database
        purpose.isReplaceable = true
        var replicas: [Node] = []
        for address in wanted {
            if let node = known[address] {
                replicas.append(node)
            } else if (try? check(address, namedFrom: namer)) != nil {
                factory.logNewNode(address, "replica")
                replicas.append(factory.node(at: address, purpose, namedFrom: namer))
            }
        }
        state.withLock { $0.replicas = replicas }
        let error = ClientError(.connectionClosed, "the replica isn't used any more", mayHaveRun: true)
        let kept = Set(replicas.map(\.address))
        for (address, node) in known where !kept.contains(address) { node.close(error) }
    }

    private func takeSentinels(_ view: SentinelView, namedFrom namer: NetworkKind) {
        state.withLock { state in
            for address in view.sentinels where !state.sentinels.contains(where: { $0.address == address }) {
                guard state.sentinels.count < Self.sentinelLimit,
                    (try? check(address, namedFrom: namer, isSentinel: true)) != nil
                else { continue }
                factory.logNewNode(address, "sentinel")
                state.sentinels.append(factory.sentinel(at: address, group, namedFrom: namer))
            }
        }
    }

    private func prefer(_ sentinel: Node) {
        state.withLock { state in
            guard let index = state.sentinels.firstIndex(where: { $0 === sentinel }), index > 0 else { return }
            state.sentinels.remove(at: index)
            state.sentinels.insert(sentinel, at: 0)
        }
    }

    private func check(
        _ address: ServerAddress, namedFrom namer: NetworkKind, isSentinel: Bool = false
    ) throws(ClientError) {
        guard case .host(let host, let port) = address else { return }
        try factory.check(host: host, port: port, namedFrom: namer, isSentinel: isSentinel)
    }
}

extension Node {
    /// Asks a Sentinel.
    fileprivate func ask<Response>(
        _ command: Command<Response>, until end: NIODeadline
    ) async throws(ClientError) -> Response {
        try await ask(command, within: .nanoseconds((end - NIODeadline.now()).nanoseconds))
    }

    /// Which network the server is in.
    var networkKind: NetworkKind { connector.networkKind }
}
