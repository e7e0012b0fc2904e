internal import PinyonClient

extension Rule {
    /// One thread runs all commands: when its processor is busy all the time, everything waits.
    static let cpu = Rule("cpu", .latency, threshold: 80, unit: "percent") { facts, threshold in
        guard facts.nodes.contains(where: { $0.earlier != nil }) else {
            return .skipped(Absence(.unwanted, "it takes a window to see how busy a processor is"))
        }
        let readings = facts.readings { ProcessorUse($0) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("used_cpu_sys, used_cpu_user")) }
        let busy = readings.filter { $0.value.percent > threshold }.sorted { $0.value.percent > $1.value.percent }
        guard let worst = busy.first else { return .passed }
        let share = (worst.value.percent - 80) / 20
        return .finding(
            Finding(
                """
                \(worst.value.subject) is busy \(Figure.percent(worst.value.percent)) of the time \
                \(facts.place(busy))
                """,
                action: """
                    Find what costs most (INFO commandstats, SLOWLOG GET) and spare it; serve hot keys from a copy in \
                    the client, read from replicas, spread the data over more servers. io-threads helps where much \
                    is sent.
                    """,
                value: worst.value.percent, threshold: threshold,
                impact: Stake.between(0.7, 0.95, at: share),
                certainty: worst.value.isMainThread ? 1 : 0.7,
                evidence: busy.prefix(10).map { "\($0.name): \($0.value.text)" },
                offenders: busy.prefix(10).map { Offender($0.name, node: $0.name) },
                confidence: worst.value.isMainThread ? .measured : .inferred))
    }
}

/// How much of a window a server's processor was busy.
private struct ProcessorUse {
    let percent: Double
    let seconds: Double
    /// Whether that is the time of the thread that runs commands, and not of all threads together.
    let isMainThread: Bool

    /// nil without a window, and if the server was started in it or doesn't tell.
    init?(_ node: NodeFacts) {
        guard let earlier = node.earlier, let window = node.window, window > .zero,
            earlier.server.runID == node.info.server.runID
        else { return nil }
        let main = Self.mainThread(node.info.cpu, since: earlier.cpu)
        guard let used = main ?? Self.process(node.info.cpu, since: earlier.cpu), used >= .zero else { return nil }
        isMainThread = main != nil
        seconds = window / .seconds(1)
        percent = 100 * (used / window)
    }

    var subject: String { isMainThread ? "The thread that runs commands" : "The process" }

    var text: String {
        let time = "\(Figure.percent(percent)) of \(Figure.rounded(seconds)) s"
        return isMainThread ? "\(time) by the main thread" : "\(time) by all threads together"
    }

    private static func mainThread(_ now: ServerInfo.CPU, since then: ServerInfo.CPU) -> Duration? {
        guard let system = now.systemOfMainThread, let user = now.userOfMainThread,
            let systemThen = then.systemOfMainThread, let userThen = then.userOfMainThread
        else { return nil }
        return system + user - systemThen - userThen
    }

    private static func process(_ now: ServerInfo.CPU, since then: ServerInfo.CPU) -> Duration? {
        guard let system = now.system, let user = now.user, let systemThen = then.system, let userThen = then.user
        else { return nil }
        return system + user - systemThen - userThen
    }
}
