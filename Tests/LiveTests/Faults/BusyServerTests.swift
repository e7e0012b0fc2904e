import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct BusyServerTests {
    @Test(
        "row 18: a server that does nothing else for a while is waited for, and the connection is kept",
        arguments: serverKinds)
    func debugSleep(kind: LiveServerKind) async throws {
        try await onServer(kind, options: LiveServerOptions(allowsDebugging: true)) { server in
            try await withProxy(to: server, { $0.commandTimeout = .seconds(60) }) { proxy, client in
                _ = try await client.ping()
                try await withClient(.standalone(server.tcpAddress), { $0.commandTimeout = .seconds(60) }) { other in
                    _ = try await other.ping()
                    let (slept, waited) = try await Self.longestWait(of: client) {
                        try await other.debugSleep(.milliseconds(500))
                    }
                    #expect(slept >= .milliseconds(500) && waited >= .milliseconds(400), "\(waited) of \(slept)")
                    let (ran, waitedForScript) = try await Self.longestWait(of: client) {
                        _ = try await other.command("EVAL", "for i = 1, 3e7 do end return 1", 0)
                    }
                    #expect(waitedForScript >= ran / 2, "\(waitedForScript) of \(ran)")
                }
                #expect(proxy.statistics.accepted == 1, "the connection was given up without need")
            }
        }
    }

    /// Has callers call while a server does something else, and checks that they all get their replies.
    ///
    /// - Returns: how long the server's work took, and the longest call.
    private static func longestWait(
        of client: RedisClient, while work: () async throws -> Void
    ) async throws -> (work: Duration, call: Duration) {
        let load = Load()
        let time = try await load.run(callers: 50) { caller, turn in
            try await client.set("n:\(caller)", turn)
            let value = try await client.get("n:\(caller)", as: Int.self)
            #expect(value == turn)
        } during: {
            try await eventually("all call") { load.count >= 200 }
            let start = ContinuousClock.now
            try await work()
            return start.duration(to: .now)
        }
        #expect(load.errors.isEmpty, "\(load.errors.prefix(3))")
        return (time, load.percentile(1))
    }

    @Test(
        "row 18: a script without end makes the server busy: that is waited for, then said, and over when it is killed",
        arguments: serverKinds)
    func busyScript(kind: LiveServerKind) async throws {
        try await onServer(kind, options: LiveServerOptions(settings: ["lua-time-limit 20"])) { server in
            let address = server.tcpAddress
            try await withClient(.standalone(address), { $0.commandTimeout = .seconds(60) }) { client in
                try await client.set("a", "1")
                try await withClient(.standalone(address), { $0.commandTimeout = .seconds(120) }) { other in
                    async let script = clientError { try await other.command("EVAL", "while true do end", 0) }
                    try await eventually("the server is busy") {
                        let read = Command.get("a").timeout(.milliseconds(300))
                        return try await clientError { try await client.send(read) }?.serverError?.code == "BUSY"
                    }
                    // Its time is used for trying again.
                    let start = ContinuousClock.now
                    var calls = 0
                    let error = try await settledError {
                        calls += 1
                        _ = try await client.send(.incr("refused").timeout(.milliseconds(300)))
                    }
                    #expect(error.code == .server && !error.mayHaveRun, "\(error)")
                    #expect(ContinuousClock.now - start < .seconds(20))
                    async let patient = client.send(.incr("n"))
                    try await withClient(.standalone(address)) { killer in
                        try await eventually("the script is killed") {
                            try await clientError { try await killer.command("SCRIPT KILL") } == nil
                        }
                    }
                    #expect(try await script?.code == .server)
                    #expect(try await patient == 1, "it was sent again too often")
                    let count = try await client.get("refused", as: Int.self) ?? 0
                    #expect(count < calls, "a command that was refused was carried out")
                }
            }
        }
    }

    @Test("row 18: a client ends the script that it started itself", arguments: serverKinds)
    func ownScript(kind: LiveServerKind) async throws {
        try await onServer(kind, options: LiveServerOptions(settings: ["lua-time-limit 20"])) { server in
            let address = server.tcpAddress
            try await withClient(.standalone(address), { $0.stallLimit = .seconds(60) }) { client in
                let command = Command<RESPValue>.command("EVAL", "while true do end", 0).timeout(.seconds(30))
                async let script = clientError { try await client.send(command) }
                // What waits behind the script on its connection would not be read before the script ends.
                try await eventually("the script is killed") {
                    try await clientError { try await client.scriptKill() } == nil
                }
                #expect(try await script?.code == .server)
                #expect(try await client.incr("n") == 1)
            }
        }
    }

    @Test("row 19: a client ends the pause that its own write waits for", arguments: serverKinds)
    func ownPause(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), { $0.stallLimit = .seconds(60) }) { client in
                try await client.clientPause(.seconds(60), .writes)
                async let write = client.send(.incr("n").timeout(.seconds(20)))
                try await client.clientUnpause()
                #expect(try await write == 1)
            }
        }
    }

    @Test("row 19: while writes are paused reads go on, and time limits are kept", arguments: serverKinds)
    func pausedWrites(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            let address = server.tcpAddress
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.commandTimeout = .seconds(60)
                configuration.stallLimit = .milliseconds(500)
            }
            try await withClient(.standalone(address), change) { client in
                _ = try await client.send(.set("a", "1").idempotent())
                try await withClient(.standalone(address)) { reader in
                    try await client.clientPause(.seconds(60), .writes)
                    #expect(try await reader.get("a") == "1")
                    let start = ContinuousClock.now
                    let error = try await clientError {
                        try await client.send(.incr("n").timeout(.milliseconds(300)))
                    }
                    #expect(error?.code == .timedOut || error?.code == .connectionClosed, "\(error as Any)")
                    #expect(ContinuousClock.now - start < .seconds(10))
                    // The server answers in order, and the paused write stands in front: this takes a new connection.
                    #expect(try await client.get("a") == "1")
                    #expect(try await reader.get("a") == "1")
                    try await reader.command("CLIENT", "UNPAUSE")
                    #expect(try await client.incr("after") == 1)
                }
            }
        }
    }

    @Test("row 19: while everything is paused time limits are kept, and afterwards all goes on", arguments: serverKinds)
    func pausedAll(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.commandTimeout = .seconds(60) }) { proxy, client in
                try await client.set("a", "1")
                let start = ContinuousClock.now
                try await client.clientPause(.milliseconds(1_500))
                // Without its limit it would have a reply after the pause.
                let error = try await clientError { try await client.send(.get("a").timeout(.milliseconds(100))) }
                #expect(error?.code == .timedOut, "\(error as Any)")
                #expect(try await client.get("a") == "1")
                #expect(ContinuousClock.now - start > .milliseconds(1_200), "the server did not pause")
                #expect(proxy.statistics.accepted == 1)
            }
        }
    }

    @Test(
        "row 20: connections that the server kills are made again, and channels subscribed to again with a gap",
        arguments: serverKinds)
    func clientKill(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            let address = server.tcpAddress
            try await withClient(.standalone(address)) { killer in
                try await withClient(.standalone(address), { $0.clientName = "victim" }) { client in
                    try await client.withSubscription(to: [.channel("news"), .pattern("w*")]) { subscription in
                        var events = subscription.makeAsyncIterator()
                        try await client.set("n", 0)
                        for round in 0..<3 {
                            let number = try await client.connectionNumber()
                            #expect(try await killer.clientKill([.ids([number])]) == 1)
                            try await Self.expectSuccess { try await client.set("n", round) }
                            #expect(try await client.connectionNumber() != number)
                            #expect(try await killer.clientKill([.type(.subscriber)]) == 1)
                            #expect(try await events.next() == .gap(.reconnected))
                            try await killer.command("PUBLISH", "news", "after \(round)")
                            guard case .message(let message)? = try await events.next() else {
                                Issue.record("the message is missing")
                                return
                            }
                            #expect(message.text == "after \(round)")
                        }
                        #expect(try await killer.clientKill([.type(.ordinary)]) >= 1)
                        try await Self.expectSuccess { try await client.set("n", "last") }
                        try await killer.command("PUBLISH", "weather", "unhurt")
                        #expect(try await events.next() != .gap(.reconnected), "the subscription wasn't killed")
                    }
                }
            }
        }
    }

    /// A command that was under way when the connection was killed may fail, but not the next one.
    private static func expectSuccess(_ body: () async throws -> some Any) async throws {
        if let error = try await clientError(body) {
            #expect(error.code == .connectionClosed && error.mayHaveRun, "\(error)")
            #expect(try await clientError(body) == nil)
        }
    }
}
