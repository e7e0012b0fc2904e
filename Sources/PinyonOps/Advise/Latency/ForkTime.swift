internal import PinyonClient

extension Rule {
    /// While the process is copied for a save, nobody is served.
    static let latencyFork = Rule(
        "latency-fork", aliases: ["fork"], .latency, threshold: 20, unit: "milliseconds per GB"
    ) { facts, threshold in
        let readings = facts.readings { ForkTime($0.info) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("latest_fork_usec")) }
        let slow = readings.filter { $0.value.isNoticeable && $0.value.perGigabyte > threshold }
            .sorted { $0.value.milliseconds > $1.value.milliseconds }
        guard let worst = slow.first else { return .passed }
        return .finding(
            Finding(
                """
                The last fork took \(Figure.rounded(worst.value.milliseconds)) ms \(facts.place(slow)), \
                \(Figure.rounded(worst.value.perGigabyte)) ms per GB
                """,
                action: """
                    Use a virtual machine with hardware support for page tables (HVM), turn transparent huge pages \
                    off, save on a replica, and keep less data in one server.
                    """,
                value: worst.value.perGigabyte, threshold: threshold, impact: worst.value.impact,
                evidence: slow.prefix(10).map { "\($0.name): \($0.value.text)" },
                offenders: slow.prefix(10).map { Offender($0.name, node: $0.name, bytes: $0.value.bytes) }))
    }
}

/// How long it took to copy a server's process.
private struct ForkTime {
    let milliseconds: Double
    /// What the process takes.
    let bytes: Int

    /// nil if the server doesn't tell.
    init?(_ info: ServerInfo) {
        guard let fork = info.statistics.latestFork, let used = info.memory.used else { return nil }
        milliseconds = fork / .milliseconds(1)
        bytes = max(used, info.memory.residentSet ?? 0)
    }

    /// Whether anybody notices: processes with little memory take long by the measure of it.
    var isNoticeable: Bool { milliseconds >= 10 }

    var perGigabyte: Double { milliseconds / (Double(max(1, bytes)) / 1_073_741_824) }

    var impact: Double {
        switch milliseconds {
        case 1_000...: 0.75
        case 100...: 0.5
        default: 0.2
        }
    }

    var text: String {
        "latest_fork_usec \(Int(milliseconds * 1_000)) with \(Figure.bytes(bytes))"
    }
}
