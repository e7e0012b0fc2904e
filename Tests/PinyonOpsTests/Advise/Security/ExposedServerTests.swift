import PinyonClient
import PinyonOps
import Testing

struct ExposedServerTests {
    private static let openUser = "user default on nopass sanitize-payload ~* &* +@all"
    private static let closedUser = "user default on #ab12 ~* &* +@all"

    /// A server with users, and settings that differ from those of a server that everybody reaches.
    private func server(
        _ users: String..., settings: [String: String] = [:], port: Int = 6_379
    ) -> NodeFacts {
        let usual = [
            "bind": "* -::*", "protected-mode": "no", "port": "6379", "tls-port": "0", "enable-debug-command": "no",
            "enable-module-command": "no", "enable-protected-configs": "no", "requirepass": "sesame",
        ]
        var node = MadeUp.node(port: port, settings: usual.merging(settings) { $1 })
        node.users = .value(users.compactMap(AccessRule.init(line:)))
        return node
    }

    @Test func aServerThatEverybodyMayUseIsUrgentAndTheCausesAreOneFinding() throws {
        let finding = try RuleProbe("setPassword").finding(server(Self.openUser), server(Self.closedUser, port: 2))
        #expect(finding.priority == .high)
        #expect(finding.value == 3)
        #expect(finding.evidence.count == 3)
        let first = "user default needs no password and may run every command, from other hosts: 127.0.0.1:6379"
        #expect(finding.evidence.first == first)
        #expect(finding.evidence.contains { $0.hasPrefix("protected-mode is off") && $0.hasSuffix("127.0.0.1:2") })
        #expect(finding.action.contains("ACL SETUSER"))
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:6379"])
    }

    @Test(arguments: [["protected-mode": "yes"], ["bind": "127.0.0.1 -::1"], ["port": "0"]])
    func withoutAWayInFromOtherHostsAnOpenUserIsGoodToKnow(_ settings: [String: String]) throws {
        let finding = try RuleProbe("security").finding(server(Self.openUser, settings: settings))
        #expect(finding.priority == .low)
        #expect(finding.evidence.first?.contains("on the server's own host") == true)
    }

    @Test func protectedModeDoesntProtectOtherUsers() throws {
        let node = server(Self.closedUser, "user app on nopass ~* &* +@all", settings: ["protected-mode": "yes"])
        let finding = try RuleProbe("security").finding(node)
        #expect(finding.priority == .high)
        #expect(finding.issue.hasPrefix("user app needs no password"))
    }

    @Test func usersThatAreOffAreFine() throws {
        let node = server(
            "user default off nopass ~* &* +@all", "user app on #ab12 ~* &* +@all", settings: ["bind": "127.0.0.1"])
        #expect(try RuleProbe("security").isSilent(node))
    }

    @Test func aServerWithPasswordsOnLoopbackOrBehindTLSIsFine() throws {
        let rule = try RuleProbe("security")
        #expect(
            try rule.isSilent(server(Self.closedUser, settings: ["bind": "127.0.0.1 ::1", "protected-mode": "yes"])))
        let encrypted = ["bind": "10.0.0.5", "port": "0", "tls-port": "6380", "protected-mode": "yes"]
        #expect(try rule.isSilent(server(Self.closedUser, settings: encrypted)))
        var facts = MadeUp.facts([server(Self.closedUser, settings: ["bind": "10.0.0.5", "protected-mode": "yes"])])
        #expect(try rule.finding(facts).priority == .low)
        facts.usesTLS = true
        #expect(try rule.findings(facts).isEmpty)
    }

    @Test func commandsThatOpenTheHostAreNamed() throws {
        let settings = ["enable-debug-command": "yes", "enable-module-command": "local", "bind": "10.0.0.5"]
        let finding = try RuleProbe("security").finding(server(Self.closedUser, settings: settings))
        #expect(finding.priority == .medium)
        #expect(finding.evidence.first == "enable-debug-command is yes: 127.0.0.1:6379")
        #expect(!finding.evidence.contains { $0.hasPrefix("enable-module-command") })
    }

    @Test func noPasswordIsEverShown() throws {
        let finding = try RuleProbe("security").finding(server(Self.openUser))
        let texts = [finding.issue, finding.action] + finding.evidence + finding.offenders.map(\.name)
        #expect(!texts.contains { $0.contains("sesame") || $0.contains("ab12") })
    }

    @Test func whereUsersArentToldThePasswordSettingStandsIn() throws {
        let rule = try RuleProbe("security")
        var node = server(settings: ["requirepass": "", "port": "6379"])
        node.users = .absent(Absence(.refused, "no"))
        #expect(try rule.finding(node).evidence.first?.hasPrefix("requirepass isn't set") == true)
        node = server(settings: ["bind": "127.0.0.1"])
        node.users = .absent(Absence(.refused, "no"))
        #expect(rule.absence(node)?.cause == .refused)
        node.users = .absent(Absence(.unsupported, "no"))
        #expect(try rule.isSilent(node))
    }

    @Test func withoutSettingsItIsntSilentlyWell() throws {
        var node = server(Self.closedUser)
        node.settings = .absent(Absence(.refused, "no"))
        #expect(try RuleProbe("security").absence(node)?.cause == .refused)
        #expect(try RuleProbe("security").absence(MadeUp.node())?.cause == .unwanted)
    }
}
