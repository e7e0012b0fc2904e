extension Rule {
    /// Names that follow one scheme say what they are of, can be found by a pattern, and can be given rights, limits
    /// and statistics together.
    static let naming = Rule("naming", .keys, threshold: 95, unit: "percent") { facts, threshold in
        SampleScale.judge(facts) { scale in
            guard scale.sample.records.count >= SampleScale.leastKeys else { return .passed }
            let profile = NamingProfile(scale.sample.records.map(\.name))
            guard let conformity = profile.conformity, conformity < threshold else { return .passed }
            return .findings([finding(profile, conformity, scale, threshold)])
        }
    }

    private static func finding(
        _ profile: NamingProfile, _ conformity: Double, _ scale: SampleScale, _ threshold: Double
    ) -> Finding {
        let delimiter = profile.majority.map(String.init) ?? ":"
        return scale.finding(
            """
            \(Figure.percent(conformity)) of the names follow one scheme; of the others most have \(worst(profile))
            """,
            action: """
                Name keys entity\(delimiter)id\(delimiter)attribute: the singular in small letters first, always with \
                “\(delimiter)” between the parts, in at most \(NamingProfile.longestName) bytes of UTF-8 without \
                spaces. Where keys expire, it is enough that new ones are named so.
                """,
            value: conformity, threshold: threshold, impact: 0.1 + 0.15 * (100 - conformity) / 100,
            evidence: flaws(profile, scale) + profile.variants.prefix(4).map { words($0) },
            offenders: offenders(profile, scale))
    }

    private static func sorted(_ profile: NamingProfile) -> [(flaw: NamingProfile.Flaw, count: Int)] {
        profile.flaws.map { (flaw: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.flaw.rawValue) < ($0.count, $1.flaw.rawValue) }
    }

    private static func worst(_ profile: NamingProfile) -> String {
        sorted(profile).first.map { words($0.flaw) } ?? "no flaw"
    }

    private static func flaws(_ profile: NamingProfile, _ scale: SampleScale) -> [String] {
        sorted(profile).prefix(6).map { "\(scale.percent($0.count, of: profile.keys)): \(words($0.flaw))" }
    }

    private static func words(_ flaw: NamingProfile.Flaw) -> String {
        switch flaw {
        case .otherDelimiter: "another delimiter than most names"
        case .noDelimiter: "no delimiter"
        case .identifierFirst: "an identifier in place of a kind at the beginning"
        case .otherSpelling: "another spelling of a beginning that others have"
        case .spaces: "spaces"
        case .controls: "control characters"
        case .notUTF8: "bytes that are no UTF-8"
        case .long: "more than \(NamingProfile.longestName) bytes"
        }
    }

    private static func words(_ spellings: [NamingProfile.Spelling]) -> String {
        "the same with different spellings: "
            + spellings.prefix(4).map { "\($0.text) (\($0.keys) names)" }.joined(separator: ", ")
    }

    private static func offenders(_ profile: NamingProfile, _ scale: SampleScale) -> [Offender] {
        profile.variants.flatMap { $0.dropFirst() }.map { Offender($0.text, count: scale.keys($0.keys)) }
    }
}
