import PinyonClient
import PinyonOps
import Testing

struct ClientListRuleTests {
    private func client(_ number: Int, _ fields: String) throws -> ClientInfo {
        let line = "id=\(number) addr=10.0.0.1:\(5_000 + number) \(fields)"
        return try #require(ClientInfo(line: line[...]))
    }

    /// A server with clients of two kinds.
    private func server(_ kinds: (count: Int, fields: String)...) throws -> NodeFacts {
        let fields = kinds.flatMap { Array(repeating: $0.fields, count: $0.count) }
        var node = MadeUp.node()
        node.clients = .value(try fields.enumerated().map { try client($0.offset, $0.element) })
        return node
    }

    private let busy = "name=app idle=1 flags=N qbuf=0 omem=0 tot-mem=2000"
    private let idle = "name=app idle=3601 flags=N qbuf=0 omem=0 tot-mem=2000"
    private let unnamed = "name= idle=1 flags=N qbuf=0 omem=0 tot-mem=2000 lib-name="

    @Test func mostlyIdleConnectionsAreGoodToKnow() throws {
        let rule = try RuleProbe("clients")
        let finding = try rule.finding(server((16, idle), (14, busy)))
        #expect(abs(finding.value - 53.33) < 0.01)
        #expect(finding.threshold == 50)
        #expect(finding.priority == .low)
        #expect(finding.issue == "53.3 % of the clients were idle for more than an hour")
        #expect(finding.evidence.first == "30 clients, 16 idle for more than an hour")
        #expect(finding.offenders.first == Offender("10.0.0.1:5000", node: "127.0.0.1:6379", bytes: 2_000))
        #expect(try rule.isSilent(server((15, idle), (15, busy))))
    }

    @Test func subscribersAndWaitingClientsMayBeIdle() throws {
        let subscriber = idle.replacing("flags=N", with: "flags=P")
        let waiting = idle.replacing("flags=N", with: "flags=b")
        let replica = idle.replacing("flags=N", with: "flags=S")
        #expect(try RuleProbe("clients").isSilent(server((20, subscriber), (20, waiting), (30, replica))))
    }

    @Test func clientsWithoutNameAndLibraryAreGoodToKnow() throws {
        let rule = try RuleProbe("clients")
        let finding = try rule.finding(server((30, unnamed)))
        #expect(finding.value == 100)
        #expect(finding.issue.contains("neither name nor library"))
        let library = unnamed.replacing("lib-name=", with: "lib-name=driver")
        #expect(try rule.isSilent(server((30, library))))
    }

    @Test func fewClientsDontMatter() throws {
        #expect(try RuleProbe("clients").isSilent(server((19, unnamed))))
    }

    @Test func aClientWithLargeBuffersIsNamed() throws {
        let rule = try RuleProbe("clients")
        let slow = "name=report idle=0 flags=N qbuf=0 omem=2097152 tot-mem=2099000"
        let finding = try rule.finding(server((3, busy), (1, slow)))
        #expect(finding.value == 2_097_152)
        #expect(finding.threshold == 1_048_576)
        #expect(finding.priority == .low)
        #expect(finding.offenders == [Offender("10.0.0.1:5003", node: "127.0.0.1:6379", bytes: 2_099_000)])
        #expect(finding.evidence.first?.hasPrefix("10.0.0.1:5003 “report” on 127.0.0.1:6379: idle 0 s") == true)
        let replica = slow.replacing("flags=N", with: "flags=S")
        #expect(try rule.isSilent(server((1, replica))))
    }

    @Test func withoutTheListNothingIsSaid() throws {
        var node = MadeUp.node()
        node.clients = .absent(Absence(.refused, "no"))
        #expect(try RuleProbe("clients").absence(node)?.cause == .refused)
    }
}
