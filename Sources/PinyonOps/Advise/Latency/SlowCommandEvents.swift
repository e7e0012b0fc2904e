extension Rule {
    /// While a command runs, all others wait.
    static let latencyCommand = aboutEvents(
        "latency-command", "Commands", where: { $0 == "command" },
        remedy: { _ in
            """
            SLOWLOG GET tells which commands they were (set slowlog-log-slower-than below latency-monitor-threshold). \
            Split commands on many members (SCAN, HSCAN, SSCAN, ranges), and delete large keys with UNLINK.
            """
        })
}
