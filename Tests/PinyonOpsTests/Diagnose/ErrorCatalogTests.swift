import PinyonOps
import Testing

/// The catalogue itself.
@Suite(.timeLimit(.minutes(2)))
struct ErrorCatalogTests {
    @Test func namesAreUniqueAndFitForReports() {
        let names = ErrorCatalog.all.map(\.id)
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(name.allSatisfy { $0 == "-" || ($0.isASCII && ($0.isLowercase || $0.isNumber)) }, "\(name)")
        }
    }

    @Test(arguments: ErrorCatalog.all.map(\.id))
    func entriesSayWhatItIsWhetherItRanAndWhatToDo(_ name: String) throws {
        let entry = try #require(ErrorCatalog.entry(named: name))
        #expect(!entry.title.isEmpty && !entry.title.hasSuffix("."))
        #expect(entry.meaning.hasSuffix("."))
        #expect(entry.outcome.reason.hasSuffix("."))
        #expect(entry.retry.how.hasSuffix("."))
        #expect(!entry.actions.isEmpty)
        for action in entry.actions { #expect(action.count > 15 && action.hasSuffix("."), "\(action)") }
        #expect(Set(entry.actions).count == entry.actions.count)
        #expect(Set(entry.related).count == entry.related.count)
    }

    /// What is refused may be sent again only where that can help; what may have run, only with a look at it.
    @Test func nothingThatMayHaveRunIsAllowedWithoutALook() {
        for entry in ErrorCatalog.all where entry.outcome.hasRun != .no {
            #expect(!entry.retry.isAllowed, "\(entry.id)")
        }
    }

    @Test func everyEntryHasASample() {
        let samples = ErrorSamples.all + ErrorSamples.memcached + ErrorSamples.clients
        let missing = Set(ErrorCatalog.all.map(\.id)).subtracting(samples.map(\.name))
        #expect(missing.isEmpty, "\(missing.sorted())")
    }

    @Test func entriesAreFoundByName() {
        #expect(ErrorCatalog.entry(named: "oom")?.code == "OOM")
        #expect(ErrorCatalog.entry(named: "nothing")?.id == nil)
    }

    @Test(arguments: ["oom", "clusterdown", "moved", "ask", "busy-script", "loading", "readonly", "misconf-rdb"])
    func refusalsMeanThatNothingWasDone(_ name: String) throws {
        let entry = try #require(ErrorCatalog.entry(named: name))
        #expect(entry.outcome.hasRun == .no)
        #expect(entry.outcome.reason.contains("script"))
    }

    @Test(arguments: ["connection-lost", "timeout"])
    func lostAnswersTellNothing(_ name: String) throws {
        let entry = try #require(ErrorCatalog.entry(named: name))
        #expect(entry.outcome.hasRun == .unknown)
        #expect(entry.retry.kind == .idempotentOnly)
        #expect(!entry.retry.isAllowed)
    }

    @Test(arguments: ["connection-refused", "unreachable", "unknown-host", "tls-mismatch", "maxclients"])
    func withoutAConnectionNothingWasSent(_ name: String) throws {
        let entry = try #require(ErrorCatalog.entry(named: name))
        #expect(entry.outcome.hasRun == .no)
    }
}
