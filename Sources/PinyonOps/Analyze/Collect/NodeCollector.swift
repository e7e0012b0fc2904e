internal import PinyonClient

/// Asks one server for what it tells of itself: exact numbers that cost it next to nothing.
struct NodeCollector {
    /// The server.
    let node: RedisNode
    /// How long it may take to answer.
    let limit: Duration
    /// Whether it is one of a cluster.
    let isClustered: Bool

    /// All that it tells, given its counters, which were read before.
    func facts(_ info: ServerInfo) async -> NodeFacts {
        let began = ContinuousClock.now
        var facts = NodeFacts(address: node.address, role: Self.role(info), info: info)
        facts.slotCount = node.slots.reduce(0) { $0 + $1.count }
        async let settings = ask("CONFIG GET", .configGet())
        async let users = ask("ACL LIST", .aclList())
        async let clients = ask("CLIENT LIST", .clientList())
        async let slow = ask("SLOWLOG GET", .slowlogGet(128))
        async let events = ask("LATENCY LATEST", .latencyLatest())
        async let malloc = ask("MEMORY MALLOC-STATS", .memoryMallocStats())
        facts.settings = await settings
        facts.users = await users.map { $0.compactMap(AccessRule.init(line:)) }
        facts.clients = await clients.map(\.clients)
        facts.slowCommands = await slow
        facts.latencyEvents = await events
        facts.allocatorQuantum = Self.quantum(await malloc)
        await askForCommandLog(&facts)
        if isClustered { await askForCluster(&facts) }
        facts.collectingTime = ContinuousClock.now - began
        return facts
    }

    private func askForCommandLog(_ facts: inout NodeFacts) async {
        guard facts.info.server.product == .valkey,
            (facts.info.server.version ?? ServerVersion(0)) >= ServerVersion(8, 1)
        else {
            let absence = Absence(.unsupported, "COMMANDLOG came with Valkey 8.1")
            facts.largeRequests = .absent(absence)
            facts.largeReplies = .absent(absence)
            return
        }
        async let requests = ask("COMMANDLOG GET", .commandlogGet(.largeRequest, 64))
        async let replies = ask("COMMANDLOG GET", .commandlogGet(.largeReply, 64))
        facts.largeRequests = await requests
        facts.largeReplies = await replies
    }

    private func askForCluster(_ facts: inout NodeFacts) async {
        async let state = ask("CLUSTER INFO", .clusterInfo())
        async let nodes = ask("CLUSTER NODES", .clusterNodes())
        facts.clusterState = await state
        facts.clusterNodes = await nodes
        guard facts.role == .primary, facts.slotCount > 0 else {
            facts.slots = .absent(Absence(.unsupported, "only primaries with slots tell what they cost"))
            return
        }
        guard let all = SlotRange(0, HashSlot.count - 1) else { return }
        facts.slots = await ask("CLUSTER SLOT-STATS", .clusterSlotStats(in: all))
    }

    /// Sends a command, and takes an error as the answer that it is.
    private func ask<Response>(_ name: String, _ command: Command<Response>) async -> Collected<Response> {
        do throws(ClientError) {
            return .value(try await node.send(command.timeout(limit)))
        } catch {
            return .absent(Absence(error, name))
        }
    }

    private static func role(_ info: ServerInfo) -> NodeFacts.Role {
        switch info.replication.role {
        case .primary: .primary
        case .replica: .replica
        default: .unknown
        }
    }

    /// The allocator's step, which is the only thing of interest in pages of text.
    private static func quantum(_ text: Collected<String>) -> Collected<Int> {
        guard case .value(let text) = text else { return text.map { _ in 0 } }
        for line in text.split(whereSeparator: \.isNewline) where line.contains("uantum size:") {
            let digits = line.drop { !$0.isNumber }.prefix { $0.isNumber }
            if let number = Int(digits) { return .value(number) }
        }
        return .absent(Absence(.unsupported, "the server's allocator is not jemalloc, or doesn't tell its sizes"))
    }
}

extension Absence {
    /// Why a command had no answer.
    init(_ error: ClientError, _ command: String) {
        guard let refusal = error.serverError else {
            self.init(.failed, "\(command): \(error.message)")
            return
        }
        let text = refusal.message.lowercased()
        switch refusal.code {
        case "NOPERM": self.init(.refused, "\(command): the user may not run it")
        case "NOAUTH", "WRONGPASS", "DENIED": self.init(.refused, "\(command): \(refusal.code)")
        case _ where text.contains("unknown command") || text.contains("unknown subcommand"):
            self.init(.unsupported, "\(command): the server doesn't know it, or it is switched off")
        case _ where text.contains("not allowed") || text.contains("not permitted"):
            self.init(.refused, "\(command): the server doesn't allow it")
        default: self.init(.failed, "\(command): the server answered \(refusal.code)")
        }
    }
}
