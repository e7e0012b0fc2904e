/// Sampled keys by how their names begin, segment by segment, with what tells one thing from another as `*`:
/// `user:17:name` is counted under `user:`, under `user:*:` and under `user:*:name`.
///
/// A tree is bounded: where names go on in too many ways, only those that take most are kept apart, and the others are
/// counted together. What was counted so is not found again when it comes later, so that numbers near the end of such a
/// list may be too low; those of parents are right. Trees of several servers can be merged.
package struct PrefixTree: Sendable {
    /// How large a tree may become.
    package struct Bounds: Sendable, Hashable {
        /// Into how many parts keys are divided at most, with the one for the rest. Default: 64.
        package var children: Int
        /// After how many segments names are no longer looked at. Default: 4.
        package var depth: Int

        /// Bounds.
        package init(children: Int = 64, depth: Int = 4) {
            self.children = max(1, children)
            self.depth = max(1, depth)
        }
    }

    /// How large it may become.
    package let bounds: Bounds
    /// All keys.
    package private(set) var root = PrefixNode(prefix: "")

    /// A tree of keys.
    ///
    /// - Parameters:
    ///   - records: The keys.
    ///   - bounds: How large it may become.
    package init(_ records: some Sequence<KeyRecord>, bounds: Bounds = Bounds()) {
        self.bounds = bounds
        for record in records { insert(record) }
        root.prune(to: bounds)
    }

    /// Adds the keys of another tree.
    package mutating func merge(_ other: PrefixTree) {
        root.add(other.root, bounds)
        root.prune(to: bounds)
    }

    /// All prefixes, each before those below it.
    package var nodes: [PrefixNode] {
        var nodes: [PrefixNode] = []
        var waiting = [root]
        while let node = waiting.popLast() {
            nodes.append(node)
            waiting += node.children.reversed()
        }
        return nodes
    }

    /// What all keys of a prefix take, in bytes, those that weren't seen too; nil if that can't be said.
    ///
    /// Each key of the sample contributes what it takes if it has the prefix, and nothing otherwise. Keys of which it
    /// isn't known what they take are taken to be like the others.
    ///
    /// - Parameters:
    ///   - node: A node of this tree.
    ///   - totalKeys: How many keys there are altogether.
    package func bytes(of node: PrefixNode, totalKeys: Int) -> SampleEstimate? {
        SampleEstimate(
            sum: Double(node.bytes), squares: node.squaredBytes, seen: root.measuredKeys,
            total: max(totalKeys, root.measuredKeys))
    }

    /// How many keys have a prefix, those that weren't seen too; nil for a tree without keys.
    ///
    /// - Parameters:
    ///   - node: A node of this tree.
    ///   - totalKeys: How many keys there are altogether.
    package func keys(of node: PrefixNode, totalKeys: Int) -> SampleEstimate? {
        let count = Double(node.keys)
        return SampleEstimate(sum: count, squares: count, seen: root.keys, total: max(totalKeys, root.keys))
    }

    private mutating func insert(_ record: KeyRecord) {
        let shape = KeyShape(record.name)
        let delimiter = shape.delimiter.map(String.init) ?? ""
        let last = shape.segments.count - 1
        let parts = shape.segments.prefix(bounds.depth).enumerated().map { index, segment in
            index < last ? segment.general + delimiter : segment.general
        }
        root.insert(record, parts[...], bounds)
    }
}
