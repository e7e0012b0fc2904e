/// What an analysis looks at.
package struct AnalyzeOptions: Sendable {
    /// What is looked for. Default: everything.
    package var categories = Set(Rule.Category.allCases)
    /// How the keys are looked at.
    package var sample = SampleOptions()
    /// The time over which rates are measured; zero for all the time since the servers began counting. Default: zero.
    package var window = Duration.zero
    /// How long connecting may take. Default: 4 seconds.
    package var connectTimeout = Duration.seconds(4)
    /// How long a server may take to answer. Default: 3 seconds.
    package var answerTimeout = Duration.seconds(3)
    /// The numbers from which on rules speak.
    package var thresholds = Thresholds()

    /// The defaults.
    package init() {}

    /// Whether keys are to be looked at.
    var looksAtKeys: Bool { !categories.isDisjoint(with: [.keys, .memory, .hitRate]) && sample.keys > 0 }
}
