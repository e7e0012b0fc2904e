import PinyonOps
import Testing

/// The rule about large commands and replies.
struct LargeCommandTests {
    @Test func largeCommandsAreToldWithTheirKeys() throws {
        var node = MadeUp.node()
        node.largeRequests = .value([try MadeUpNotes.command("SET", "page:1", "hunter2", amount: 2_097_152)])
        node.largeReplies = .value([
            try MadeUpNotes.command("LRANGE", "feed", "0", "-1", amount: 3_145_728),
            try MadeUpNotes.command("GET", "page:1", amount: 1_048_575),
        ])
        let finding = try RuleProbe("large-commands").finding(node)
        #expect(finding.value == 3_145_728)
        #expect(finding.priority == .medium)
        #expect(finding.issue.hasPrefix("2 commands"))
        #expect(finding.offenders.map(\.name) == ["lrange feed", "set page:1"])
        #expect(finding.offenders.map(\.bytes) == [3_145_728, 2_097_152])
        #expect(!"\(finding)".contains("hunter2"))
    }

    @Test func smallCommandsAreFine() throws {
        var node = MadeUp.node()
        node.largeReplies = .value([try MadeUpNotes.command("GET", "page:1", amount: 1_048_575)])
        #expect(try RuleProbe("large-commands").isSilent(node))
    }

    @Test func serversWithoutThatLogAreSkipped() throws {
        var node = MadeUp.node()
        node.largeRequests = .absent(Absence(.unsupported, "COMMANDLOG came with Valkey 8.1"))
        node.largeReplies = node.largeRequests
        #expect(try RuleProbe("large-commands").absence(node)?.cause == .unsupported)
    }
}
