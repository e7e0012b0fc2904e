extension Rule {
    /// Making room for a write takes as long as removing what is evicted.
    static let latencyEviction = aboutEvents(
        "latency-eviction", "Evicting keys", where: { $0.hasPrefix("eviction-") },
        remedy: { kinds in
            let large = "large keys are evicted: set lazyfree-lazy-eviction yes, and split them."
            let many = "much has to go at once: lower maxmemory in small steps, and avoid commands that store much."
            return kinds.map { "\($0): \($0 == "eviction-del" ? large : many)" }.joined(separator: " ")
        })
}
