extension Rule {
    /// Huge pages make a copy of the process copy much more than changes, which shows as pauses and lost memory.
    static let thp = Rule("thp", .latency, threshold: 0, unit: "bytes") { _, _ in
        .skipped(
            Absence(
                .unsupported,
                "servers don't tell of huge pages: look at /sys/kernel/mm/transparent_hugepage/enabled on the machine"))
    }

    /// Settings of the machine that servers need: memory that may be promised twice, a long queue of connections, and a
    /// clock that costs nothing to read.
    static let host = Rule(
        "host", aliases: ["overcommit", "tcp-backlog", "clocksource"], .latency, threshold: 0, unit: "settings"
    ) { _, _ in
        .skipped(
            Absence(
                .unsupported,
                """
                servers don't tell the machine's settings: look at vm.overcommit_memory (1), net.core.somaxconn (at \
                least tcp-backlog) and the current clocksource (tsc) on the machine
                """))
    }
}
