internal import ArgumentParser
internal import Foundation
internal import PinyonOps

extension Rule.Category: ExpressibleByArgument {}
extension Priority: ExpressibleByArgument {}

/// How a report is written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case markdown
    case prometheus
}

/// `pinyon analyze`.
struct AnalyzeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Find out what is wrong with a cache, and what to do about it.",
        discussion: """
            TARGET is a URL (redis://, rediss://, valkey://, redis-sentinel://, unix://), or addresses (host:port, several \
            of a cluster separated by commas). Whoever names one node of a cluster, or a Sentinel, means all of it. Without \
            TARGET, REDIS_URL, REDIS_TLS and REDIS_CLUSTER say what is meant; \(ServerPassword.variable) is the password \
            where the URL has none.

            First everything is read that servers tell at once. Then some of the keys are looked at, slowly: --pace says how \
            much of a server's processor that may take. Nothing is changed. What the look itself added to the servers' \
            hits and misses stands in the report as ownLookups.

            A finding says what was found, what to do, and how that is known. How urgent it is follows from how much is at \
            stake and how sure it is. With --fail-on the exit code is 1 if there is a finding of that priority or above.
            """
    )

    @Argument(help: "The servers. Default: what REDIS_URL says.")
    var target: String?

    @Option(help: "What to look for, separated by commas: \(CategoriesArgument.names).")
    var include: CategoriesArgument = CategoriesArgument(categories: Rule.Category.allCases)

    @Option(parsing: .unconditional, help: "The most keys to look at; 0 for none.")
    var sample = 25_000

    @Option(parsing: .unconditional, help: "The most seconds to look at keys.")
    var seconds = 15.0

    @Option(parsing: .unconditional, help: "The most of a server's processor to use for looking at keys, in per cent.")
    var pace = 1.0

    @Option(
        parsing: .unconditional,
        help: "Wait while 99 of 100 answers to PING take longer than so many milliseconds.")
    var maxLatency = 20.0

    @Option(
        parsing: .unconditional,
        help: """
            The most values to read the beginning of; 0 for none. Default: 5,000, and 1,000 of servers before 7.2, where \
            reading makes a value look used.
            """)
    var values: Int?

    @Option(
        parsing: .unconditional,
        help: "Measure rates over so many seconds; 0 for all the time since the servers began counting.")
    var window = 0.0

    @Option(parsing: .unconditional, help: "The most seconds to connect.")
    var connectTimeout = 4.0

    @Option(help: "The number from which on a rule speaks: RULE=NUMBER. May be given several times.")
    var threshold: [ThresholdArgument] = []

    @Option(help: "Exit with 1 if there is a finding of this priority or above: high, medium, low.")
    var failOn: Priority?

    @Option(help: "How to write the report: text, json, markdown, prometheus.")
    var format = ReportFormat.text

    @Flag(help: "The same as --format json.")
    var json = false

    func validate() throws {
        try check("--sample", sample, 0...10_000_000)
        try check("--seconds", seconds, 0.1...86_400)
        try check("--pace", pace, 0.01...100)
        try check("--max-latency", maxLatency, 0.01...60_000)
        try check("--window", window, 0...3_600)
        try check("--connect-timeout", connectTimeout, 0.05...60)
        if let values { try check("--values", values, 0...10_000_000) }
        do {
            _ = try makeOptions()
            _ = try makeTarget()
        } catch let error as OpsError {
            throw ValidationError(error.description)
        }
    }

    func run() async throws {
        let interrupts = await Interrupts.begin()
        defer { interrupts.stop() }
        if let target { ServerPassword.warn(of: target, behind: "the target") }
        do {
            let (analyze, target) = (Analyze(try makeOptions()), try makeTarget())
            let task = Task { try await analyze.run(target) }
            interrupts.handle { task.cancel() }
            let report = try await task.value
            try Self.print(report, json ? .json : format)
            if let failOn, report.recommendations.contains(where: { $0.priority.rank <= failOn.rank }) {
                throw Failure.findingsCode
            }
        } catch {
            throw Failure.exitCode(for: error, interruption: interrupts.exitCode)
        }
    }

    private static func print(_ report: AnalyzeReport, _ format: ReportFormat) throws {
        switch format {
        case .text: try Output.print(AnalyzeText(report: report).text)
        case .json: try JSONOutput.print(report)
        case .markdown: try Output.print(AnalyzeMarkdown(report: report).text)
        case .prometheus: try Output.print(AnalyzeMetrics(report: report).text)
        }
    }

    private func makeTarget() throws -> ServerTarget {
        let environment = ProcessInfo.processInfo.environment
        return try ServerTarget(target, environment: environment, profiles: try projectFile().profiles)
    }

    private func projectFile() throws -> ProjectFile {
        try ProjectFile(
            above: FileManager.default.currentDirectoryPath, environment: ProcessInfo.processInfo.environment)
    }

    private func makeOptions() throws -> AnalyzeOptions {
        var options = AnalyzeOptions()
        options.categories = Set(include.categories)
        options.sample.keys = sample
        options.sample.time = .seconds(seconds)
        options.sample.pace = pace
        options.sample.latencyLimit = .milliseconds(maxLatency)
        options.sample.values = values
        options.window = .seconds(window)
        options.connectTimeout = .seconds(connectTimeout)
        options.thresholds = try projectFile().thresholds
        for threshold in threshold { try options.thresholds.set(threshold.number, for: threshold.rule) }
        return options
    }
}

/// `memory,keys`.
struct CategoriesArgument: ExpressibleByArgument {
    static let names = Rule.Category.allCases.map(\.rawValue).joined(separator: ", ")

    let categories: [Rule.Category]

    init(categories: [Rule.Category]) {
        self.categories = categories
    }

    init?(argument: String) {
        var categories: [Rule.Category] = []
        for name in argument.split(separator: ",") {
            guard let category = Rule.Category(rawValue: String(name)) else { return nil }
            categories.append(category)
        }
        guard !categories.isEmpty else { return nil }
        self.categories = categories
    }

    var defaultValueDescription: String { categories.map(\.rawValue).joined(separator: ",") }
}

/// `big-value=200000`.
struct ThresholdArgument: ExpressibleByArgument {
    let rule: String
    let number: Double

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let number = Double(parts[1]) else { return nil }
        rule = String(parts[0])
        self.number = number
    }
}
