import PinyonClient
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ScriptingCommandTests {
    @Test(arguments: LiveTarget.all)
    func scriptsRunByTextAndByDigest(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let source = "redis.call('SET', KEYS[1], ARGV[1]) return tonumber(ARGV[2]) + 1 -- \(client.database ?? 0)"
            let sum = try await client.eval(source, keys: ["a"], arguments: ["x", 41], as: Int.self)
            #expect(sum == 42)
            #expect(try await client.get("a") == "x")
            #expect(try await client.evalsha(Script(source).sha1, keys: ["a"], arguments: ["y", 1], as: Int.self) == 2)
            #expect(try await client.eval("return 'text'") == "text")
            #expect(try await client.eval("return {1, 'two', false}", as: RESPValue.self).elements?.count == 3)
            #expect(try await client.eval("return false", as: String?.self) == nil)
        }
    }

    @Test(arguments: LiveTarget.all)
    func theServerNamesScriptsByTheSameDigest(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            // Lengths about a block's end take another block for the number of bits.
            let comments = (2...130).map { "--" + String(repeating: "x", count: $0 - 2) }
            let texts = [0, 1, 44, 45, 53, 54, 107, 108, 200].map { "return '\(String(repeating: "é", count: $0))'" }
            for source in ["", " "] + comments + texts {
                let digest = try await client.scriptLoad(source)
                #expect(digest == Script(source).sha1, "\(source.utf8.count) bytes")
            }
        }
    }

    @Test(arguments: LiveTarget.all)
    func anUnknownDigestIsAnError(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let script = Script("return \(UInt32.random(in: 0 ... .max)) + \(client.database ?? 0)")
            await expectServerError("NOSCRIPT") { _ = try await client.run(script, as: Int.self) }
            #expect(try await client.scriptExists([script.sha1, script.sha1]) == [false, false])
            _ = try await client.eval(script.source, as: Int.self)
            _ = try await client.run(script, as: Int.self)
            #expect(try await client.scriptExists([script.sha1]) == [true])
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func scriptsThatReadMayNotWrite(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.set("a", "x")
            #expect(try await client.evalRO("return redis.call('GET', KEYS[1])", keys: ["a"]) == "x")
            let sha1 = try await client.scriptLoad("return redis.call('GET', KEYS[1])")
            #expect(try await client.evalshaRO(sha1, keys: ["a"]) == "x")
            await expectServerError("ERR") {
                _ = try await client.evalRO("return redis.call('DEL', KEYS[1])", keys: ["a"], as: Int.self)
            }
        }
    }

    @Test(arguments: LiveTarget.all)
    func scriptsAreForgottenAndEnded(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, server in
            let sha1 = try await client.scriptLoad("return 1")
            try await client.scriptFlush()
            #expect(try await client.scriptExists([sha1]) == [false])
            if client.release.has(redis: 6.2) { try await client.scriptFlush(.sync) }
            await expectServerError("NOTBUSY") { try await client.scriptKill() }
            try await client.configSet("lua-time-limit", 10)
            let other = try await target.client(of: server)
            async let failure: Void = expectServerError("ERR") {
                _ = try await client.eval("while true do end", as: Int.self)
            }
            try await eventually {
                do {
                    _ = try await other.get("a")
                    return false
                } catch let error as ClientError where error.serverError?.code == "BUSY" {
                    return true
                }
            }
            try await eventually {
                do {
                    try await other.scriptKill()
                    return true
                } catch let error as ClientError where error.serverError?.code == "NOTBUSY" {
                    return false
                }
            }
            await failure
            #expect(try await other.ping() == "PONG")
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func functionsAreLoadedListedAndCalled(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            let source = """
                #!lua name=mylib
                redis.register_function('put', function(keys, args) return redis.call('SET', keys[1], args[1]) end)
                redis.register_function{function_name='read', description='reads a key', flags={'no-writes'},
                    callback=function(keys, args) return redis.call('GET', keys[1]) end}
                """
            #expect(try await client.functionLoad(source) == "mylib")
            await expectServerError("ERR") { try await client.functionLoad(source) }
            try await client.functionLoad(source, replacing: true)
            #expect(try await client.fcall("put", keys: ["a"], arguments: [5]) == "OK")
            #expect(try await client.fcallRO("read", keys: ["a"], as: Int.self) == 5)
            await expectServerError("ERR") { _ = try await client.fcallRO("put", keys: ["a"], arguments: [1]) }
            let library = try #require(try await client.functionList(matching: "my*", withCode: true).first)
            #expect(library.name == "mylib")
            #expect(library.engine == "LUA")
            #expect(library.code == source)
            #expect(library.functions.count == 2)
            let read = try #require(library.functions.first { $0.name == "read" })
            #expect(read.description == "reads a key" && read.flags == ["no-writes"])
            #expect(library.functions.first { $0.name == "put" }?.description == nil)
            #expect(try await client.functionList(matching: "other*") == [])
            #expect(try await client.functionList().first?.code == nil)
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func functionsAreDumpedAndRestored(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, _ in
            let source = "#!lua name=one\nredis.register_function('f', function() return 1 end)"
            try await client.functionLoad(source)
            let dump = try await client.functionDump()
            await expectServerError("ERR") { try await client.functionRestore(dump) }
            try await client.functionRestore(dump, .replace)
            try await client.functionDelete("one")
            try await client.functionRestore(dump)
            try await client.functionLoad("#!lua name=two\nredis.register_function('g', function() return 1 end)")
            #expect(try await client.functionStats().libraryCount == 2)
            #expect(try await client.functionStats().functionCount == 2)
            #expect(try await client.functionStats().running == nil)
            try await client.functionRestore(dump, .flush)
            #expect(try await client.functionList().map(\.name) == ["one"])
            try await client.functionFlush(.sync)
            try await client.functionFlush()
            #expect(try await client.functionList() == [])
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func aFunctionThatRunsIsShownAndEnded(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, server in
            try await client.functionLoad(
                "#!lua name=l\nredis.register_function('spin', function() while true do end end)")
            await expectServerError("NOTBUSY") { try await client.functionKill() }
            try await client.configSet("lua-time-limit", 10)
            let other = try await target.client(of: server)
            async let failure: Void = expectServerError("ERR") {
                _ = try await client.fcall("spin", keys: ["k"], arguments: ["a"], as: Int.self)
            }
            try await eventually { try await other.functionStats().running != nil }
            let running = try #require(try await other.functionStats().running)
            #expect(running.name == "spin")
            #expect(running.command == ["FCALL", "spin", "1", "k", "a"])
            #expect(running.duration >= .milliseconds(10))
            try await other.functionKill()
            await failure
        }
    }
}
