internal import PinyonClient

/// A look at the keys of all servers at once.
struct KeyspaceLook {
    let options: SampleOptions

    /// A server whose keys are looked at.
    struct Place: Sendable {
        /// Its index in the facts.
        var index: Int
        var node: RedisNode
        /// What it told of itself before.
        var info: ServerInfo
    }

    /// Looks at keys.
    ///
    /// - Parameters:
    ///   - places: The servers; each key is on one of them.
    ///   - isClustered: Whether they are a cluster's, which has one database.
    func sample(_ places: [Place], isClustered: Bool) async -> Collected<KeyspaceSample> {
        guard options.keys > 0 else { return .absent(Absence(.unwanted, "no keys were to be looked at")) }
        let total = places.reduce(0) { $0 + Self.keys(of: $1.info) }
        let deadline = ContinuousClock.now + options.time
        let samples = await withTaskGroup(of: NodeSample.self) { group in
            for place in places {
                group.addTask {
                    await self.sample(place, of: total, among: places.count, isClustered: isClustered, until: deadline)
                }
            }
            return await group.reduce(into: [NodeSample]()) { $0.append($1) }
        }
        return merge(samples, total: total)
    }

    private static func keys(of info: ServerInfo) -> Int {
        info.keyspace.values.reduce(0) { $0 + ($1.keys ?? 0) }
    }

    private func sample(
        _ place: Place, of total: Int, among count: Int, isClustered: Bool, until deadline: ContinuousClock.Instant
    ) async -> NodeSample {
        let latency = LatencyGuard(limit: options.latencyLimit)
        let values = options.values ?? Self.values(place.info)
        let sampler = KeySampler(
            node: place.node, index: place.index, info: place.info, quotas: quotas(place.info, of: total),
            options: options, values: values / max(1, count), latency: latency, deadline: deadline,
            choosesDatabase: !isClustered)
        return await withTaskGroup(of: NodeSample?.self) { group in
            group.addTask {
                await latency.watch(place.node)
                return nil
            }
            group.addTask { await sampler.sample() }
            defer { group.cancelAll() }
            for await sample in group { if let sample { return sample } }
            return NodeSample(index: place.index, top: 0, pace: options.pace)
        }
    }

    private static func values(_ info: ServerInfo) -> Int {
        KeySampler.hidesTraces(info) ? SampleOptions.valuesWithoutTraces : SampleOptions.valuesWithTraces
    }

    /// How many keys of each database are looked at: as large a share of each.
    private func quotas(_ info: ServerInfo, of total: Int) -> [Int: Int] {
        let share = total <= options.keys ? 1 : Double(options.keys) / Double(total)
        return info.keyspace.compactMapValues { database in
            guard let keys = database.keys, keys > 0 else { return nil }
            // Some more where all are wanted: keys may have come meanwhile.
            return share == 1 ? keys + keys / 10 + 100 : max(1, Int((Double(keys) * share).rounded()))
        }
    }

    private func merge(_ samples: [NodeSample], total: Int) -> Collected<KeyspaceSample> {
        let failures = samples.compactMap(\.failure)
        let seen = samples.reduce(0) { $0 + $1.seen }
        if seen == 0, let failure = failures.first { return .absent(Absence(.failed, "the keys: \(failure)")) }
        var largest = TopKeys(limit: options.top) { $0.bytes ?? 0 }
        var longest = TopKeys(limit: options.top) { $0.length ?? 0 }
        for sample in samples {
            for key in sample.largest.highest { largest.offer(key) }
            for key in sample.longest.highest { longest.offer(key) }
        }
        let isWhole = samples.allSatisfy { $0.isWhole && $0.end == nil }
        var sample = KeyspaceSample(
            totalKeys: isWhole ? seen : max(total, seen), seenKeys: seen, records: samples.flatMap(\.records),
            largest: largest.highest, longest: longest.highest,
            end: samples.compactMap(\.end).first ?? (isWhole ? .whole : .keys))
        for part in samples {
            sample.seenByNode[part.index] = part.seen
            sample.ownLookups.add(part.ownLookups)
            sample.valuesRead += part.valuesRead
        }
        return .value(sample)
    }
}
