import PinyonClient
import PinyonOps
import Testing

/// The rules that need a sample of the keys.
private let rulesOfTheSample = [
    "big-value", "big-collection", "ttl-sync", "naming", "pii-key", "json-in-string", "text-serialization",
    "encoding-loss", "increaseSetMaxIntsetEntries", "combineSmallStringsToHashes", "compressHashFieldNames",
    "compressionForList", "RTS", "allkeys-mixed", "idle-keys",
]

/// What holds for all rules about keys.
struct KeyRulesTests {
    @Test(arguments: rulesOfTheSample)
    func withoutASampleRulesAreSkippedForTheSameReason(_ rule: String) throws {
        var facts = MadeUp.facts()
        facts.keyspace = .absent(Absence(.refused, "SCAN: the user may not run it"))
        #expect(try MadeUpKeys.absence(rule, facts) == Absence(.refused, "SCAN: the user may not run it"))
    }

    @Test(arguments: ["hot-key", "unbounded", "stream-pending"])
    func whatNobodyAskedForIsSkipped(_ rule: String) throws {
        #expect(try MadeUpKeys.absence(rule, MadeUp.facts())?.cause == .unwanted)
    }

    /// A cache of 20,000 keys whose ends are spread, read all the time, on a server with a limit and a policy.
    @Test func aHealthyCacheGivesNoFindings() throws {
        let keys = MadeUpKeys.many(2_000, "user:") { record, number in
            record.timeToLive = .milliseconds(1_800 * (number + 1))
            record.idle = .seconds(number % 60)
            record.bytes = 200 + number % 50
            record.form = ValueForm(.binary, of: 100)
        }
        let facts = MadeUp.facts(
            [MadeUp.node(["db0": "keys=20000,expires=20000,avg_ttl=1800000"])], keys: MadeUp.sample(keys, of: 20_000))
        for rule in rulesOfTheSample { #expect(try MadeUpKeys.finding(rule, facts) == nil, "\(rule)") }
    }

    @Test(arguments: rulesOfTheSample)
    func noKeysGiveNoFindings(_ rule: String) throws {
        #expect(try MadeUpKeys.isQuiet(rule, MadeUp.facts(keys: MadeUp.sample([]))))
    }

    @Test func namesAndAliasesAreUnique() {
        let names = RuleCatalog.all.flatMap { [$0.id] + $0.aliases }
        let repeated = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }
        #expect(repeated.isEmpty)
    }

    @Test(arguments: [
        "bigStrings", "bigHashes", "bigSets", "stringToJson", "hashHashtableToZiplist", "zSetHashtableToZiplist",
        "searchJSON", "searchIndexes", "useSmallerKeys", "avoidLogicalDatabases", "churn", "hash-tag-skew",
    ])
    func rulesAreFoundByTheNamesOthersGiveThem(_ name: String) {
        #expect(RuleCatalog.rule(named: name)?.id != nil)
    }
}
