internal import PinyonClient

extension Rule {
    /// A server keeps each script that differs by a byte. Scripts with values in their text are new every time.
    static let manyScripts = Rule(
        "many-scripts", aliases: ["luaScript"], .memory, threshold: 1_000, unit: "scripts"
    ) { facts, threshold in
        let readings = facts.readings { $0.info.memory.cachedScripts }
        guard !readings.isEmpty else { return .skipped(.infoLacks("number_of_cached_scripts")) }
        let many = readings.filter { Double($0.value) > threshold }.sorted { $0.value > $1.value }
        guard let worst = many.first else { return .passed }
        return .finding(
            Finding(
                "\(Figure.grouped(worst.value)) scripts are kept \(facts.place(many))",
                action: """
                    Keep the text of scripts the same and pass what changes as KEYS and ARGV; load it once with SCRIPT \
                    LOAD and call it by EVALSHA. SCRIPT FLUSH ASYNC forgets those that are kept.
                    """,
                value: Double(worst.value), threshold: threshold, impact: worst.value > 1_000 ? 0.4 : 0.15,
                evidence: many.prefix(10).map { evidence($0) },
                offenders: many.prefix(10).map { Offender($0.name, node: $0.name, count: $0.value) }))
    }

    private static func evidence(_ reading: NodeReading<Int>) -> String {
        let count = "\(reading.name): \(Figure.grouped(reading.value)) scripts"
        let bytes = reading.node.info.fields.integer("used_memory_scripts_eval") ?? reading.node.info.memory.scripts
        return bytes.map { "\(count), \(Figure.bytes($0))" } ?? count
    }
}
