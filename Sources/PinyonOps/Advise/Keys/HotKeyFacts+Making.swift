extension HotKeyFacts {
    /// What is known of the keys that are used most.
    ///
    /// - Parameters:
    ///   - method: How they were found.
    ///   - seconds: How long the servers were watched; 0 for a look at counters.
    ///   - keys: The keys, the hottest first.
    package init(by method: Method, seconds: Double, _ keys: [Key]) {
        self.init(method: method, keys: keys, seconds: seconds)
    }
}

extension HotKeyFacts.Key {
    /// A key and how much it is used.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - node: Which of the nodes has it.
    ///   - percent: The share of the node's time that its commands take; nil if that isn't known.
    ///   - rate: How often it is used a second; nil if that isn't known.
    ///   - frequency: The logarithmic counter of LFU; nil if it wasn't asked for.
    package init(
        _ name: KeyName, on node: String, percent: Double? = nil, rate: Double? = nil, frequency: Int? = nil
    ) {
        self.init(
            name: name, node: node, processorPercent: percent, operationsPerSecond: rate, frequency: frequency)
    }
}
