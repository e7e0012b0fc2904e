import PinyonTesting
import Testing

/// A command as clients send it.
private func command(_ parts: String...) -> String {
    "*\(parts.count)\r\n" + parts.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
}

struct ScriptedServerTests {
    /// Sends a text to a server with a script and waits for an answer.
    private func answer(
        to text: String, handshake: ScriptedHandshake = .resp3, expecting expected: String,
        script: @escaping ScriptedServer.Script = { _, _ in nil }
    ) async throws {
        try await withScriptedServer(handshake: handshake) { server in
            server.script(script)
            let client = try await RawPeer.connect(port: server.port)
            try await client.send(text)
            await eventually("the answer arrives") { client.seen.count >= expected.utf8.count }
            #expect(client.seen.text == expected)
        }
    }

    private let map = """
        %7\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$5\r\n7.2.4\r\n$5\r\nproto\r\n:3\r\n$2\r\nid\r\n:1\r\n\
        $4\r\nmode\r\n$10\r\nstandalone\r\n$4\r\nrole\r\n$6\r\nmaster\r\n$7\r\nmodules\r\n*0\r\n
        """

    @Test func handshakesPassWithoutAScript() async throws {
        let rest = command("CLIENT", "SETINFO", "LIB-NAME", "x") + command("select", "1") + command("PING")
        let answers = "+OK\r\n+OK\r\n+PONG\r\n"
        try await answer(to: command("HELLO", "3") + rest, expecting: map + answers)
        let array = map.replacing("%7", with: "*14").replacing(":3", with: ":2")
        try await answer(to: command("HELLO", "2") + rest, expecting: array + answers)
        try await answer(
            to: command("HELLO", "3", "AUTH", "u", "p") + command("AUTH", "p") + rest, handshake: .resp2,
            expecting: "-NOPROTO unsupported protocol version\r\n+OK\r\n" + answers)
        try await answer(
            to: command("HELLO", "3") + rest, handshake: .withoutHello,
            expecting: "-ERR unknown command 'HELLO', with args beginning with: \r\n" + answers)
        try await answer(to: command("NOPE"), expecting: "-ERR unknown command\r\n")
    }

    @Test func theScriptComesBeforeTheHandshake() async throws {
        try await answer(to: command("HELLO", "3") + command("PING"), expecting: "-NOAUTH no\r\n+PONG\r\n") {
            $1.name == "HELLO" ? ["-NOAUTH no\r\n"] : nil
        }
    }

    @Test func repliesAreRawBytesInOrder() async throws {
        let replies: [ScriptedReply] = [
            .bytes([0xFF, 0x0D]), ":1\r\n", .bulk("ab"), .null, .nullBulk, .integer(-3), .error("ERR x"), .ok,
            .array([.bulk("k"), .integer(1), .close]), .push([.bulk("invalidate"), .null]),
        ]
        try await withScriptedServer { server in
            server.script { _, _ in replies }
            let client = try await RawPeer.connect(port: server.port)
            try await client.send(command("GET", "k"))
            let expected =
                [0xFF, 0x0D]
                + Array(
                    """
                    :1\r\n$2\r\nab\r\n_\r\n$-1\r\n:-3\r\n-ERR x\r\n+OK\r\n*2\r\n$1\r\nk\r\n:1\r\n\
                    >2\r\n$10\r\ninvalidate\r\n_\r\n
                    """.utf8)
            await eventually("all replies arrive") { client.seen.bytes == expected }
        }
    }

    @Test func endsComeBehindWhatWasSent() async throws {
        try await withScriptedServer { server in
            server.script { connection, _ in ["+a\r\n", connection == 0 ? .close : .reset] }
            let closed = try await RawPeer.connect(port: server.port)
            try await closed.send(command("X"))
            await eventually("the end arrives") { closed.seen.hasEnded }
            #expect(closed.seen.text == "+a\r\n" && closed.seen.error == nil)
            let reset = try await RawPeer.connect(port: server.port)
            try await reset.send(command("X"))
            await eventually("the reset arrives") { reset.seen.wasReset }
            try await server.waitUntil("nothing is open") { $0.accepted == 2 && $0.open == 0 }
        }
    }

    @Test func delayHoldsBackLaterAnswers() async throws {
        let script: ScriptedServer.Script = { _, command in
            command.name == "SLOW" ? [.delay(.milliseconds(50)), "+slow\r\n"] : ["+fast\r\n"]
        }
        try await withScriptedServer { server in
            server.script(script)
            let client = try await RawPeer.connect(port: server.port)
            let start = ContinuousClock.now
            try await client.send(command("SLOW") + command("FAST"))
            await eventually("all of it arrives") { client.seen.text == "+slow\r\n+fast\r\n" }
            #expect(ContinuousClock.now - start >= .milliseconds(50))
        }
    }

    @Test func pushesOvertakeDelayedAnswers() async throws {
        try await withScriptedServer { server in
            server.script { _, _ in [.delay(.seconds(60)), .ok] }
            let client = try await RawPeer.connect(port: server.port)
            try await client.send(command("SLOW") + command("FAST"))
            try await server.waitUntil("both commands are there") { $0.connections.first?.commands.count == 2 }
            server.push(">1\r\n+x\r\n", to: 0)
            server.push("nobody is there", to: 7)
            await eventually("the push arrives") { client.seen.text == ">1\r\n+x\r\n" }
        }
    }

    @Test func commandsAreRecordedForEachConnection() async throws {
        try await withScriptedServer { server in
            server.script { _, _ in [.silence] }
            let first = try await RawPeer.connect(port: server.port)
            try await first.send(command("incr", "a"))
            try await server.waitUntil("it is seen") { $0.count(of: "INCR") == 1 }
            let second = try await RawPeer.connect(port: server.port)
            try await second.send(command("ASKING") + command("GET", "k"))
            try await server.waitUntil("both are seen") { $0.connections.last?.names == ["ASKING", "GET"] }
            try await first.send(command("INCR", "a"))
            try await server.waitUntil("a silent one is still read") { $0.count(of: "incr") == 2 }
            #expect(server.commands(on: 1) == [ScriptedCommand("ASKING"), ScriptedCommand("GET", "k")])
            #expect(server.commands(on: 7).isEmpty)
            #expect(first.seen.bytes.isEmpty && second.seen.bytes.isEmpty)
        }
    }

    @Test func theScriptCanChange() async throws {
        try await withScriptedServer { server in
            server.script { _, _ in ["+1\r\n"] }
            let client = try await RawPeer.connect(port: server.port)
            try await client.send(command("X"))
            await eventually("the first answer arrives") { client.seen.text == "+1\r\n" }
            server.script { _, _ in nil }
            server.setHandshake(.withoutHello)
            server.setGreeting { _ in ["-ERR max number of clients reached\r\n", .close] }
            try await client.send(command("HELLO", "3"))
            await eventually("the second answer arrives") { client.seen.text.contains("unknown command 'HELLO'") }
            let refused = try await RawPeer.connect(port: server.port)
            await eventually("the greeting and the end arrive") { refused.seen.hasEnded }
            #expect(refused.seen.text == "-ERR max number of clients reached\r\n")
        }
    }

    @Test func malformedInputIsAnErrorAndTheEnd() async throws {
        try await withScriptedServer { server in
            server.script { _, _ in [.ok] }
            let client = try await RawPeer.connect(port: server.port)
            try await client.send(command("X") + "GET k\r\n")
            await eventually("the end arrives") { client.seen.hasEnded }
            #expect(client.seen.text == "+OK\r\n-ERR Protocol error\r\n")
            #expect(server.record.connections.map(\.isMalformed) == [true])
            #expect(server.record.connections[0].names == ["X"])
        }
    }

    @Test func connectionsCanBeCutAndRefused() async throws {
        try await withScriptedServer { server in
            server.script { _, _ in [.ok] }
            let first = try await RawPeer.connect(port: server.port)
            let second = try await RawPeer.connect(port: server.port)
            try await server.waitUntil("both are there") { $0.open == 2 }
            server.cutAll(.reset)
            await eventually("both are reset") { first.seen.wasReset && second.seen.wasReset }
            await server.refuseConnections()
            await #expect(throws: (any Error).self) { try await RawPeer.connect(port: server.port) }
            try await server.acceptConnections()
            let third = try await RawPeer.connect(port: server.port)
            try await third.send(command("X"))
            await eventually("it answers again") { third.seen.text == "+OK\r\n" }
        }
    }

    @Test func stopEndsEverythingPromptly() async throws {
        let server = try await ScriptedServer.start { _, _ in [.delay(.seconds(60)), .ok] }
        let client = try await RawPeer.connect(port: server.port)
        try await client.send(command("X"))
        try await server.waitUntil("the command is there") { $0.count(of: "X") == 1 }
        let start = ContinuousClock.now
        await server.stop()
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(server.record.open == 0)
        await eventually("the client's end arrives") { client.seen.hasEnded || client.seen.isClosed }
    }

    @Test func errorsShowNoArguments() async throws {
        try await withScriptedServer { server in
            server.script { _, _ in [.ok] }
            let client = try await RawPeer.connect(port: server.port)
            try await client.send(command("AUTH", "canary"))
            await eventually("it is answered") { client.seen.text == "+OK\r\n" }
            let error = await #expect(throws: FaultError.self) {
                try await server.waitUntil("never", within: .milliseconds(5)) { _ in false }
            }
            #expect(error?.description.contains("AUTH") == true)
            #expect(error?.description.contains("canary") == false)
        }
    }
}
