internal import Foundation
internal import PinyonClient

/// Finds out what is wrong with servers and their data.
package struct Analyze: Sendable {
    /// What is looked at.
    package let options: AnalyzeOptions

    /// An analysis.
    package init(_ options: AnalyzeOptions) {
        self.options = options
    }

    /// Analyzes servers.
    ///
    /// - Parameter target: The servers.
    /// - Returns: The report.
    /// - Throws: ``OpsError`` if there is no connection, `CancellationError`.
    package func run(_ target: ServerTarget) async throws -> AnalyzeReport {
        let began = ContinuousClock.now
        return try await ServerSession.with(target, within: options.connectTimeout) { session in
            let facts = try await facts(session)
            let rules = RuleCatalog.all.filter { options.categories.contains($0.category) }
            let advice = Advice(rules, about: facts)
            return AnalyzeReport(
                target: target.name, facts: facts, advice: advice, seconds: (ContinuousClock.now - began) / .seconds(1))
        }
    }

    /// All that is known of servers: their counters first, before anything is looked up.
    private func facts(_ session: ServerSession) async throws -> Facts {
        let nodes = session.nodes
        let began = ContinuousClock.now
        let first = await Self.counters(of: nodes, within: options.answerTimeout)
        var later = first
        var window = Duration.zero
        if options.window > .zero {
            try await Task.sleep(for: options.window)
            window = ContinuousClock.now - began
            later = await Self.counters(of: nodes, within: options.answerTimeout)
        }
        try Task.checkCancellation()
        let isClustered = session.topology == .cluster
        var facts = Facts(
            topology: session.topology, nodes: [], thresholds: options.thresholds,
            now: UnixTime(milliseconds: Int(Date().timeIntervalSince1970 * 1_000)))
        facts.usesTLS = session.usesTLS
        var places: [KeyspaceLook.Place] = []
        for (index, node) in nodes.enumerated() {
            switch later[index] {
            case .failure(let error): facts.unreached.append((name: "\(node.address)", reason: error.message))
            case .success(let info):
                var node = NodeFacts(address: node.address, role: .unknown, info: info)
                if options.window > .zero, let earlier = try? first[index].get() {
                    node.earlier = earlier
                    node.window = window
                }
                facts.nodes.append(node)
                places.append(
                    KeyspaceLook.Place(index: facts.nodes.count - 1, node: nodes[index], info: info))
            }
        }
        guard !facts.nodes.isEmpty else { throw Self.nobody(facts.unreached) }
        facts.nodes = await collect(facts.nodes, places, isClustered: isClustered)
        facts.noteUnseenNodes()
        if options.looksAtKeys {
            let chosen = places.filter { facts.nodes[$0.index].role != .replica }
            facts.keyspace = await KeyspaceLook(options: options.sample).sample(chosen, isClustered: isClustered)
        }
        return facts
    }

    private static func nobody(_ unreached: [(name: String, reason: String)]) -> OpsError {
        OpsError(
            .serverUnavailable,
            unreached.isEmpty
                ? "no server is known" : unreached.map { "\($0.name): \($0.reason)" }.joined(separator: "; "))
    }

    /// The counters of all servers, or why one doesn't tell them.
    private static func counters(
        of nodes: [RedisNode], within limit: Duration
    ) async -> [Result<ServerInfo, ClientError>] {
        await each(nodes) { node in
            do throws(ClientError) {
                return .success(try await node.send(.info([.all]).timeout(limit)))
            } catch {
                return .failure(error)
            }
        }
    }

    private func collect(
        _ facts: [NodeFacts], _ places: [KeyspaceLook.Place], isClustered: Bool
    ) async -> [NodeFacts] {
        let collected = await Self.each(places) { place in
            await NodeCollector(node: place.node, limit: options.answerTimeout, isClustered: isClustered)
                .facts(place.info)
        }
        return zip(facts, collected).map { known, collected in
            var node = collected
            (node.earlier, node.window) = (known.earlier, known.window)
            return node
        }
    }

    /// Does something with all of some things at once.
    private static func each<Element: Sendable, Result: Sendable>(
        _ elements: [Element], _ body: @escaping @Sendable (Element) async -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            for (index, element) in elements.enumerated() { group.addTask { (index, await body(element)) } }
            var results: [(Int, Result)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
