import NIOCore
import PinyonClient
import Testing

struct AccessControlTests {
    @Test(arguments: LiveTarget.all)
    func usersAreMadeChangedAndDeleted(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            #expect(try await client.aclWhoami() == "default")
            #expect(try await client.aclUsers() == ["default"])
            try await client.aclSetuser(
                "alice",
                [
                    .on, .password("secret"), .keys("cache:*"), .allowing(category: "read"), .denying("get"),
                    .resetChannels, .channels("news.*"),
                ])
            let alice = try #require(try await client.aclGetuser("alice"))
            #expect(alice.isOn && !alice.needsNoPassword)
            #expect(alice.passwordDigests == ["2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"])
            #expect(alice.permissions.commands == "-@all +@read -get")
            #expect(alice.permissions.keys == "~cache:*")
            #expect(alice.permissions.channels == "&news.*")
            #expect(try await client.aclUsers() == ["alice", "default"])
            #expect(try await client.aclList().count == 2)
            try await client.aclSetuser(
                "alice", [.removeHashedPassword(alice.passwordDigests[0]), .hashedPassword(alice.passwordDigests[0])])
            try await client.aclSetuser(
                "alice", [.reset, .off, .noPassword, .resetPasswords, .resetKeys, .resetChannels, .noCommands])
            #expect(try await client.aclGetuser("alice")?.isOn == false)
            try await client.aclSetuser("alice", [.allKeys, .allChannels, .allCommands, .denying(category: "admin")])
            #expect(try await client.aclGetuser("alice")?.permissions.commands == "+@all -@admin")
            #expect(try await client.aclGetuser("bob") == nil)
            #expect(try await client.aclDeluser(["alice", "bob"]) == 1)
            await expectServerError("ERR") { try await client.aclSetuser("bob", [.raw("nonsense")]) }
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func usersHaveSelectorsAndAreTried(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            try await client.aclSetuser(
                "alice",
                [
                    .on, .noPassword, .readableKeys("r:*"), .writableKeys("w:*"), .allowing("get"),
                    .selector([.allowing("set"), .keys("s:*")]),
                ])
            let alice = try #require(try await client.aclGetuser("alice"))
            #expect(alice.needsNoPassword)
            #expect(alice.permissions.keys == "%R~r:* %W~w:*")
            #expect(alice.selectors.map(\.keys) == ["~s:*"])
            #expect(alice.selectors.map(\.commands) == ["-@all +set"])
            #expect(try await client.aclDryrun("alice", ["GET", "r:1"]) == nil)
            #expect(try await client.aclDryrun("alice", ["SET", "s:1", 5]) == nil)
            #expect(try #require(try await client.aclDryrun("alice", ["SET", "r:1", 5])).contains("permission"))
            try await client.aclSetuser("alice", [.clearSelectors])
            #expect(try await client.aclGetuser("alice")?.selectors == [])
        }
    }

    @Test(arguments: LiveTarget.all)
    func whatIsRefusedIsNoted(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, server in
            #expect(try await client.aclLog() == [])
            let other = try await target.client(of: server)
            await expectServerError("WRONGPASS") { _ = try await other.reply(to: ["AUTH", "alice", "wrong"]) }
            let entry = try #require(try await client.aclLog(5).first)
            #expect(entry.count == 1)
            #expect(entry.reason == "auth" && entry.context == "toplevel" && entry.username == "alice")
            #expect(entry.object?.lowercased() == "auth")
            #expect(try #require(entry.age) < .seconds(60))
            #expect(entry.client?.id != nil)
            try await client.aclLogReset()
            #expect(try await client.aclLog() == [])
        }
    }

    @Test(arguments: LiveTarget.all)
    func categoriesAndPasswordsAreToldAndFilesAreMissing(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            let categories = try await client.aclCat()
            #expect(categories.contains("hyperloglog"))
            #expect(try await client.aclCat("hyperloglog").contains("pfadd"))
            #expect(try await client.aclGenpass().count == 64)
            #expect(try await client.aclGenpass(bits: 16).count == 4)
            await expectServerError("ERR") { try await client.aclLoad() }
            await expectServerError("ERR") { try await client.aclSave() }
        }
    }

    @Test func rulesAndUsersDontShowPasswords() throws {
        let rule = ACLRule.password("canary")
        #expect(!"\(rule) \(String(reflecting: rule)) \([rule])".contains("canary"))
        let user = try ACLUser.decode(recorded(["flags", ["on"], "passwords", ["canary"], "commands", "+@all"]))
        #expect(!"\(user) \(String(reflecting: user)) \([user])".contains("canary"))
        #expect(user.passwordDigests == ["canary"])
    }

    @Test func patternsOfOlderServersGetTheirSigns() throws {
        let user = try ACLUser.decode(
            recorded(["flags", ["on"], "passwords", [], "commands", "+@all", "keys", ["a*", "b"], "channels", ["*"]]))
        #expect(user.permissions.keys == "~a* ~b")
        #expect(user.permissions.channels == "&*")
        #expect(throws: RESPDecodingError.self) { try ACLUser.decode(recorded(5)) }
    }
}
