extension Rule {
    /// All keys with the same tag are in one slot: a cluster can't divide them, whatever nodes are added.
    static let hashTagSkew = Rule("hash-tag-skew", .keys, threshold: 5, unit: "percent") { facts, threshold in
        guard facts.topology == .cluster else {
            return .skipped(Absence(.unsupported, "hash tags matter in clusters only"))
        }
        return SampleScale.judge(facts) { scale in
            let profile = TagProfile(scale.sample.records)
            let heavy = profile.top.compactMap { HeavyTag($0, in: profile) }
                .filter { $0.percent > threshold || $0.nodePercent > nodeFactor * threshold }
                .sorted { max($0.percent, $0.nodePercent / nodeFactor) > max($1.percent, $1.nodePercent / nodeFactor) }
            return .finding(finding(heavy, profile, scale, threshold))
        }
    }

    /// A tag may have so many times as large a share of one node's keys as of all keys.
    private static let nodeFactor = 4.0

    private static func finding(
        _ heavy: [HeavyTag], _ profile: TagProfile, _ scale: SampleScale, _ threshold: Double
    ) -> Finding? {
        guard let worst = heavy.first else { return nil }
        let isByAll = worst.percent > threshold
        return scale.finding(
            """
            The tag {\(worst.tag.name.printable)} keeps \(Figure.percent(worst.percent)) of the keys in one slot, \
            \(Figure.percent(worst.nodePercent)) of those of \(nodeName(worst.node, scale))
            """,
            action: """
                Put a finer tag into new names, such as {entity:id} in place of {entity}, so that only what has to \
                change together is together; copy the keys under their new names with SCAN, COPY and UNLINK on the \
                node.
                """,
            value: isByAll ? worst.percent : worst.nodePercent,
            threshold: isByAll ? threshold : nodeFactor * threshold, impact: 0.6 + 0.4 * worst.percent / 100,
            certainty: isSure(worst, profile, scale, threshold) ? 1 : 0.7,
            evidence: ["\(scale.percent(profile.taggedKeys, of: profile.keys)) of \(scale.scope) have a tag"]
                + heavy.map { evidence($0, profile, scale) },
            offenders: heavy.map { heavy in
                let name = heavy.tag.name
                var offender = Offender(
                    "{\(name.printable)}", node: nodeName(heavy.node, scale), bytes: scale.keys(heavy.tag.bytes),
                    count: scale.keys(heavy.tag.keys))
                if name.text == nil { offender.nameBase64 = name.base64 }
                return offender
            })
    }

    /// Whether the lower end of the interval is above the threshold too.
    private static func isSure(
        _ heavy: HeavyTag, _ profile: TagProfile, _ scale: SampleScale, _ threshold: Double
    ) -> Bool {
        let isWhole = scale.sample.isWhole
        let all = SampleEstimate.share(heavy.tag.keys, of: profile.keys, isWhole: isWhole)
        let node = SampleEstimate.share(heavy.nodeKeys, of: heavy.keysOfNode, isWhole: isWhole)
        return 100 * all.low > threshold || 100 * node.low > nodeFactor * threshold
    }

    private static func evidence(_ heavy: HeavyTag, _ profile: TagProfile, _ scale: SampleScale) -> String {
        """
        {\(heavy.tag.name.printable)}: \(scale.percent(heavy.tag.keys, of: profile.keys)) of the keys, about \
        \(Figure.grouped(scale.keys(heavy.tag.keys))) with \(Figure.bytes(scale.keys(heavy.tag.bytes)))
        """
    }

    private static func nodeName(_ index: Int, _ scale: SampleScale) -> String {
        scale.facts.nodes.indices.contains(index) ? scale.facts.nodes[index].name : "its node"
    }
}

/// A tag with enough keys to judge it, and the node that has most of them.
private struct HeavyTag {
    let tag: TagProfile.Tag
    /// The share of all keys, in per cent.
    let percent: Double
    /// The node's index in the facts.
    let node: Int
    /// How many of the tag's keys it has.
    let nodeKeys: Int
    /// How many keys it has at all.
    let keysOfNode: Int

    /// Few keys are no skew, whatever their share.
    private static let leastKeys = 20

    init?(_ tag: TagProfile.Tag, in profile: TagProfile) {
        guard tag.keys >= Self.leastKeys, profile.keys >= SampleScale.leastKeys,
            let most = tag.keysByNode.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })
        else { return nil }
        self.tag = tag
        percent = 100 * Double(tag.keys) / Double(profile.keys)
        node = most.key
        nodeKeys = most.value
        keysOfNode = profile.keysByNode[most.key] ?? most.value
    }

    /// The share of the node's keys, in per cent; 0 if too few of them are known.
    var nodePercent: Double {
        keysOfNode >= SampleScale.leastKeys ? 100 * Double(nodeKeys) / Double(keysOfNode) : 0
    }
}
