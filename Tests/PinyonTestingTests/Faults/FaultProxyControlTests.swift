import NIOCore
import NIOPosix
import PinyonTesting
import Synchronization
import Testing

struct FaultProxyControlTests {
    @Test func refusedThenAcceptedOnTheSamePort() async throws {
        try await withEcho { proxy, _ in
            let open = try await RawPeer.connect(port: proxy.port)
            await proxy.refuseConnections()
            await #expect(throws: (any Error).self) { try await RawPeer.connect(port: proxy.port) }
            try await open.send("a")
            await eventually("the open one stays") { open.seen.text == "a" }
            try await proxy.acceptConnections()
            let later = try await RawPeer.connect(port: proxy.port)
            try await later.send("b")
            await eventually("a new one works") { later.seen.text == "b" }
        }
    }

    @Test func connectingIsRefusedAlthoughAProgramThatIsBeingStartedStillHoldsTheSocket() async throws {
        try await withEcho { proxy, _ in
            let held = try #require(HeldSocket(listeningOn: proxy.port))
            await proxy.refuseConnections()
            await #expect(throws: (any Error).self) { try await RawPeer.connect(port: proxy.port) }
            try await proxy.acceptConnections()
            let later = try await RawPeer.connect(port: proxy.port)
            try await later.send("b")
            await eventually("a new one works") { later.seen.text == "b" }
            withExtendedLifetime(held) {}
        }
    }

    @Test func thePlanChoosesForEachConnection() async throws {
        try await withEcho { proxy, server in
            proxy.script { connection in
                switch connection {
                case 0: .silent
                case 1: .end(.reset)
                case 2: .faults(toClient: [.inject(Array("X".utf8))])
                default: .standard
                }
            }
            let silent = try await RawPeer.connect(port: proxy.port)
            try await silent.send("a")
            try await proxy.waitUntil("it is read") { $0.toServer.arrived == 1 }
            if let reset = try? await RawPeer.connect(port: proxy.port) {
                await eventually("the reset arrives") { reset.seen.wasReset }
            }
            try await proxy.waitUntil("it is counted") { $0.accepted == 2 && $0.open == 1 }
            let injected = try await RawPeer.connect(port: proxy.port)
            await eventually("the injection arrives") { injected.seen.text == "X" }
            let plain = try await RawPeer.connect(port: proxy.port)
            try await plain.send("b")
            await eventually("the echo arrives") { plain.seen.text == "b" }
            #expect(!server.seen.contains { $0.text == "a" })
            #expect(silent.seen.bytes.isEmpty && !silent.seen.hasEnded && proxy.statistics.connections[0].isOpen)
            await silent.close()
            try await proxy.waitUntil("the silent one is closed with its client") { !$0.connections[0].isOpen }
        }
    }

    @Test func faultsCanBeSetForOneConnection() async throws {
        try await withEcho { proxy, _ in
            let first = try await RawPeer.connect(port: proxy.port)
            try await proxy.waitUntil("the first is there") { $0.accepted == 1 }
            let second = try await RawPeer.connect(port: proxy.port)
            try await proxy.waitUntil("both are there") { $0.accepted == 2 }
            proxy.set(.corrupt(at: 0, flipping: 3), on: .toClient, connection: 1)
            try await first.send("a")
            try await second.send("a")
            await eventually("both echoes arrive") { first.seen.text == "a" && second.seen.text == "b" }
        }
    }

    @Test func theHookIsCalledBetweenTwoBytes() async throws {
        try await withEcho { proxy, server in
            let calls = Mutex<[Int]>([])
            proxy.afterNext(3, .toServer) { connection in
                calls.withLock { $0.append(connection) }
                proxy.set(.corrupt(at: 0, flipping: 1), on: .toServer)
            }
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("aaaaaa")
            await eventually("all of it arrives") { server.seen.first?.count == 6 }
            #expect(server.seen[0].text == "aaa`aa")
            #expect(calls.withLock { $0 } == [0])
        }
    }

    @Test func hooksCountTheirOwnBytes() async throws {
        try await withEcho { proxy, _ in
            let calls = Mutex<[String]>([])
            func note(_ name: String) -> @Sendable (Int) -> Void {
                { connection in calls.withLock { $0.append("\(name)\(connection)") } }
            }
            proxy.afterNext(2, .toServer, connection: 1, perform: note("second after 2, "))
            proxy.afterNext(3, .toServer, perform: note("any after 3, "))
            proxy.afterNext(0, .toClient, perform: note("reply, "))
            let first = try await RawPeer.connect(port: proxy.port)
            try await first.send("ab")
            await eventually("the echo arrives") { first.seen.text == "ab" }
            let second = try await RawPeer.connect(port: proxy.port)
            try await second.send("cd")
            await eventually("the echo arrives") { second.seen.text == "cd" }
            #expect(calls.withLock { $0 } == ["reply, 0", "any after 3, 1", "second after 2, 1"])
        }
    }

    @Test func observedBytesAreWhatWasSentBeforeAnyFault() async throws {
        try await withEcho(recordsBytes: true) { proxy, server in
            proxy.set(.corrupt(at: 0, flipping: 1), on: .toServer)
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("aa")
            await eventually("the echo arrives") { client.seen.count == 2 }
            #expect(proxy.observedBytes(.toServer, connection: 0) == Array("aa".utf8))
            #expect(proxy.observedBytes(.toClient, connection: 0) == Array("`a".utf8))
            #expect(proxy.observedBytes(.toClient, connection: 7).isEmpty)
        }
    }

    @Test func observedCommandsAreParsed() async throws {
        try await withEcho(recordsBytes: true) { proxy, _ in
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("*1\r\n$6\r\nASKING\r\n*2\r\n$3\r\nGET\r\n$1\r\nk\r\n*1\r\n$4\r\nPI")
            try await proxy.waitUntil("all of it arrives") { $0.toServer.arrived == 46 }
            #expect(proxy.observedCommands(connection: 0) == [ScriptedCommand("ASKING"), ScriptedCommand("GET", "k")])
        }
    }

    @Test func theSameSeedMakesTheSameFaults() async throws {
        func run(_ seed: UInt64) async throws -> [String] {
            var results: [String] = []
            try await withEcho(seed: seed) { proxy, _ in
                proxy.set((0..<8).map { .corrupt(at: $0) }, on: .toClient)
                for _ in 0..<3 {
                    let client = try await RawPeer.connect(port: proxy.port)
                    try await client.send("aaaaaaaa")
                    await eventually("the echo arrives, seed \(seed)") { client.seen.count == 8 }
                    results.append("\(client.seen.bytes)")
                }
            }
            return results
        }
        let first = try await run(11)
        #expect(try await run(11) == first)
        #expect(try await run(12) != first)
        #expect(Set(first).count == 3)
    }
}

struct FaultProxyLifeTests {
    @Test func stopEndsEverythingPromptly() async throws {
        let server = try await EchoServer.start()
        let proxy = try await FaultProxy.start(target: .hostPort("127.0.0.1", server.port))
        proxy.script { $0 == 0 ? .silent : .standard }
        var clients: [RawPeer] = []
        for _ in 0..<20 { clients.append(try await RawPeer.connect(port: proxy.port)) }
        try await proxy.waitUntil("all are accepted") { $0.accepted == 20 }
        proxy.set(.delay(.seconds(60)), .blackhole, on: .toClient)
        proxy.set(.delay(.seconds(60)), on: .toServer)
        for client in clients { try await client.send("hello") }
        try await proxy.waitUntil("all of it arrives") { $0.toServer.arrived == 100 }
        let start = ContinuousClock.now
        await proxy.stop()
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(proxy.statistics.open == 0)
        await eventually("all clients are closed") { clients.allSatisfy { $0.seen.hasEnded || $0.seen.isClosed } }
        await eventually("the server's sockets are closed") { server.allAreClosed }
        await #expect(throws: (any Error).self) { try await RawPeer.connect(port: proxy.port) }
        await proxy.stop()
        await server.stop()
    }

    @Test func stopDoesNotWaitForATargetThatTakesNoConnections() async throws {
        let target = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.autoRead, value: false)
            .serverChannelOption(.backlog, value: 0)
            .bind(host: "127.0.0.1", port: 0).get()
        let proxy = try await FaultProxy.start(target: .hostPort("127.0.0.1", target.localAddress?.port ?? 0))
        var clients: [RawPeer] = []
        for _ in 0..<5 { clients.append(try await RawPeer.connect(port: proxy.port)) }
        try await proxy.waitUntil("all are accepted") { $0.accepted == 5 }
        await clients[4].close()
        let start = ContinuousClock.now
        await proxy.stop()
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(proxy.statistics.open == 0 && proxy.statistics.unreachable == 0)
        await eventually("all clients are closed") { clients.allSatisfy { $0.seen.hasEnded || $0.seen.isClosed } }
        try await target.close().get()
    }

    @Test func aBodyThatThrowsStopsTheProxy() async throws {
        struct Failure: Error {}
        let port = Mutex(0)
        await #expect(throws: Failure.self) {
            try await withFaultProxy(target: .hostPort("127.0.0.1", 1)) { proxy in
                port.withLock { $0 = proxy.port }
                throw Failure()
            }
        }
        await #expect(throws: (any Error).self) { try await RawPeer.connect(port: port.withLock { $0 }) }
    }

    @Test func waitingInVainTellsWhere() async throws {
        try await withEcho { proxy, _ in
            let error = await #expect(throws: FaultError.self) {
                try await proxy.waitUntil("pigs fly", within: .milliseconds(10)) { $0.accepted > 0 }
            }
            #expect(error?.code == .timedOut)
            #expect(error?.message.contains("pigs fly") == true && error?.message.contains("0 accepted") == true)
        }
    }

    @Test func stoppingAndCancellingEndWaiting() async throws {
        let proxy = try await FaultProxy.start(target: .hostPort("127.0.0.1", 1))
        let waiting = Task { try await proxy.waitUntil("never", within: .seconds(60)) { _ in false } }
        await proxy.stop()
        await #expect(throws: FaultError.self) { try await waiting.value }
        let task = Task { try await proxy.waitUntil("never", within: .seconds(60)) { _ in false } }
        task.cancel()
        await #expect(throws: (any Error).self) { try await task.value }
    }

    @Test func connectionsByTheHundredLeaveNothing() async throws {
        try await withEcho { proxy, server in
            for _ in 0..<100 {
                let client = try await RawPeer.connect(port: proxy.port)
                try await client.send("a")
                await eventually("the echo arrives") { client.seen.text == "a" }
                await client.close()
            }
            try await proxy.waitUntil("nothing is open") { $0.open == 0 && $0.accepted == 100 }
            await eventually("nor at the server") { server.allAreClosed }
        }
    }
}
