import Foundation
import PinyonTesting
import Synchronization
import Testing

struct FaultProxyPassingTests {
    @Test func withoutFaultsBytesAndEndsPass() async throws {
        try await withEcho { proxy, server in
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("hello")
            await eventually("the echo arrives") { client.seen.text == "hello" }
            try await client.endOutput()
            await eventually("both ends arrive") { client.seen.isClosed && server.seen[0].hasEnded }
            try await proxy.waitUntil("the connection is over") { $0.open == 0 }
            let statistics = proxy.statistics
            #expect(statistics.accepted == 1)
            #expect(statistics.toServer.arrived == 5 && statistics.toServer.delivered == 5)
            #expect(statistics.toClient.arrived == 5 && statistics.toClient.delivered == 5)
            #expect(client.seen.error == nil && server.seen[0].error == nil)
        }
    }

    @Test func megabytesArriveUnharmed() async throws {
        try await withEcho { proxy, _ in
            let client = try await RawPeer.connect(port: proxy.port)
            let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
            client.post(bytes)
            await eventually("all of it comes back") { client.seen.count == bytes.count }
            #expect(client.seen.bytes == bytes)
            await client.close()
        }
    }

    @Test func aReceiverThatDoesNotReadStopsTheSender() async throws {
        try await withEcho { proxy, server in
            let client = try await RawPeer.connect(port: proxy.port, reads: false)
            try await client.send("a")
            try await proxy.waitUntil("the echo passes") { $0.toClient.delivered == 1 }
            let bytes = [UInt8](repeating: 3, count: 48 << 20)
            server.post(bytes)
            await eventually("the server is stuck") {
                let before = proxy.statistics.toClient.arrived
                try? await Task.sleep(for: .milliseconds(50))
                return before > 1 && before == proxy.statistics.toClient.arrived
            }
            #expect(proxy.statistics.toClient.arrived < bytes.count / 2)
            try await client.startReading()
            await eventually("nothing is lost", within: .seconds(10)) { client.seen.count == bytes.count + 1 }
        }
    }

    @Test func unixSocketsCanBeTheTarget() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("pinyon-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let server = try await EchoServer.start(unixSocket: file.path)
        try await withFaultProxy(target: .unixSocket(file.path)) { proxy in
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("hello")
            await eventually("the echo arrives \(proxy.statistics)") { client.seen.text == "hello" }
            proxy.cutAll(.reset)
            await eventually("the reset arrives") { client.seen.wasReset }
        }
        await server.stop()
    }

    @Test func connectionsLeadElsewhereAfterRetargeting() async throws {
        let other = try await EchoServer.start()
        try await withEcho { proxy, server in
            let first = try await RawPeer.connect(port: proxy.port)
            proxy.retarget(to: .hostPort("127.0.0.1", other.port))
            let second = try await RawPeer.connect(port: proxy.port)
            try await first.send("first")
            try await second.send("second")
            await eventually("both echoes arrive") { first.seen.text == "first" && second.seen.text == "second" }
            #expect(server.seen.map(\.text) == ["first"] && other.seen.map(\.text) == ["second"])
        }
        await other.stop()
    }

    @Test func withoutATargetTheClientIsReset() async throws {
        let server = try await EchoServer.start()
        await server.stop()
        try await withFaultProxy(target: .hostPort("127.0.0.1", server.port)) { proxy in
            // The reset may be faster than the client's own look at whether it is connected.
            if let client = try? await RawPeer.connect(port: proxy.port) {
                await eventually("the reset arrives") { client.seen.wasReset }
            }
            try await proxy.waitUntil("it is counted") { $0.unreachable == 1 && $0.open == 0 }
        }
    }

    @Test func aDeadServerResetsTheClientAndADeadClientTheServer() async throws {
        try await withEcho { proxy, server in
            let first = try await RawPeer.connect(port: proxy.port)
            await eventually("the server has the first") { server.seen.count == 1 }
            let second = try await RawPeer.connect(port: proxy.port)
            await eventually("the server has both") { server.seen.count == 2 }
            await second.reset()
            await server.reset(0)
            await eventually("both ends learn it") { first.seen.wasReset && server.seen[1].wasReset }
            try await proxy.waitUntil("nothing is open") { $0.open == 0 }
        }
    }
}

struct FaultProxyTimingTests {
    @Test func delayHoldsRepliesBack() async throws {
        try await withEcho { proxy, server in
            proxy.set(.delay(.milliseconds(60)), on: .toClient)
            let client = try await RawPeer.connect(port: proxy.port)
            let start = ContinuousClock.now
            try await client.send("a")
            await eventually("the server answers") { server.seen.first?.text == "a" }
            await eventually("the echo arrives") { client.seen.text == "a" }
            #expect(ContinuousClock.now - start >= .milliseconds(60))
        }
    }

    @Test func throttleLimitsTheRate() async throws {
        try await withEcho { proxy, _ in
            proxy.set(.throttle(bytesPerSecond: 10_000), on: .toServer)
            let client = try await RawPeer.connect(port: proxy.port)
            let start = ContinuousClock.now
            try await client.send([UInt8](repeating: 1, count: 2000))
            await eventually("all of it comes back") { client.seen.count == 2000 }
            #expect(ContinuousClock.now - start >= .milliseconds(195))
        }
    }

    @Test func aThrottledSenderFeelsIt() async throws {
        try await withEcho { proxy, _ in
            proxy.set(.throttle(bytesPerSecond: 20_000), on: .toServer)
            let client = try await RawPeer.connect(port: proxy.port)
            client.post([UInt8](repeating: 1, count: 30 << 20))
            try await proxy.waitUntil("the queue is full") { $0.toServer.arrived > 1 << 20 }
            #expect(proxy.statistics.toServer.arrived < 4 << 20)
            await client.close()
        }
    }

    @Test func splitPiecesGoOutOneByOne() async throws {
        try await withEcho { proxy, _ in
            proxy.set(.split(into: .bytes(2), gap: .seconds(60)), on: .toClient)
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("abcdefgh")
            try await proxy.waitUntil("the echo is read") { $0.toClient.arrived == 8 }
            await eventually("the first piece arrives") { client.seen.text == "ab" }
            #expect(proxy.statistics.toClient.delivered == 2)
        }
    }

    @Test func randomPiecesLoseNothing() async throws {
        try await withEcho(seed: 5) { proxy, _ in
            for direction in FaultDirection.allCases { proxy.set(.split(into: .random(1...97)), on: direction) }
            let client = try await RawPeer.connect(port: proxy.port)
            let bytes = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 2) }
            client.post(bytes)
            await eventually("all of it comes back, seed 5") { client.seen.count == bytes.count }
            #expect(client.seen.bytes == bytes)
        }
    }

    @Test func coalescedBytesArriveTogether() async throws {
        try await withEcho { proxy, server in
            proxy.set(.coalesce(bytes: 10), on: .toServer)
            let client = try await RawPeer.connect(port: proxy.port)
            for piece in ["ab", "cd", "ef", "gh"] {
                let arrived = proxy.statistics.toServer.arrived
                try await client.send(piece)
                try await proxy.waitUntil("the piece arrives") { $0.toServer.arrived == arrived + 2 }
            }
            #expect(server.seen.first?.bytes.isEmpty ?? true)
            try await client.send("ij")
            await eventually("all of it arrives") { server.seen.first?.text == "abcdefghij" }
            #expect(server.seen[0].reads.count == 1)
        }
    }
}

struct FaultProxyContentTests {
    /// Sends a text through a fault towards the client and returns what the client gets.
    private func echo(_ text: String, through faults: Fault..., expecting expected: String) async throws {
        try await withEcho { proxy, _ in
            proxy.set(faults, on: .toClient)
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send(text)
            try await client.endOutput()
            await eventually("the client's socket closes") { client.seen.isClosed }
            #expect(client.seen.text == expected)
            #expect(client.seen.error == nil)
        }
    }

    @Test func corruptedByte() async throws {
        try await echo("abcd", through: .corrupt(at: 1, flipping: 1), expecting: "accd")
    }

    @Test func duplicatedRangeAndChunk() async throws {
        try await echo("abcd", through: .duplicate(1..<3), expecting: "abcbcd")
        try await echo("abcd", through: .duplicate(chunk: 0), expecting: "abcdabcd")
    }

    @Test func injectedBytes() async throws {
        try await echo("abcd", through: .inject(Array("XY".utf8), at: 2), expecting: "abXYcd")
        try await echo("abcd", through: .inject(Array("+OK\r\n".utf8)), expecting: "+OK\r\nabcd")
    }

    @Test func combinedFaults() async throws {
        try await echo(
            "abcd", through: .corrupt(at: 0, flipping: 3), .duplicate(0..<1), .split(into: .bytes(1)),
            expecting: "bbbcd")
    }
}

struct FaultProxyEndingTests {
    @Test func cutAfterBytesByAnOrderlyEnd() async throws {
        try await withEcho { proxy, server in
            proxy.set(.cut(after: 3, by: .close), on: .toClient)
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("abcdef")
            await eventually("the end arrives") { client.seen.hasEnded }
            #expect(client.seen.text == "abc" && client.seen.error == nil)
            await eventually("the server's end arrives") { server.seen[0].hasEnded || server.seen[0].isClosed }
            try await proxy.waitUntil("the connection is over") { $0.open == 0 }
        }
    }

    @Test func cutAfterBytesByAReset() async throws {
        try await withEcho { proxy, server in
            proxy.set(.cut(after: 3, by: .reset), on: .toClient)
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("abcdef")
            await eventually("the reset arrives") { client.seen.wasReset && server.seen[0].wasReset }
            #expect("abc".hasPrefix(client.seen.text))
            try await proxy.waitUntil("the connection is over") { $0.open == 0 }
            #expect(proxy.statistics.toClient.delivered == 3)
        }
    }

    @Test func requestDeliveredAndCutInPlaceOfTheReply() async throws {
        try await withEcho { proxy, server in
            proxy.set(.cut(before: 0, by: .reset), on: .toClient)
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("request")
            await eventually("the reset arrives") { client.seen.wasReset }
            #expect(server.seen[0].text == "request" && client.seen.bytes.isEmpty)
        }
    }

    @Test func halfCloseKeepsTheOtherDirection() async throws {
        try await withEcho { proxy, server in
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("a")
            await eventually("the echo arrives") { client.seen.text == "a" }
            proxy.set(.halfClose(), on: .toClient)
            await eventually("the end arrives") { client.seen.hasEnded }
            try await client.send("b")
            await eventually("the server still hears") { server.seen[0].text == "ab" }
            #expect(client.seen.text == "a" && !client.seen.isClosed && proxy.statistics.open == 1)
            await client.close()
            try await proxy.waitUntil("the connection is over") { $0.open == 0 }
            #expect(!server.seen[0].wasReset)
        }
    }

    @Test func resetNowReachesBothSides() async throws {
        try await withEcho { proxy, server in
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("a")
            await eventually("the echo arrives") { client.seen.text == "a" }
            proxy.cutAll(.reset)
            await eventually("both are reset") { client.seen.wasReset && server.seen[0].wasReset }
        }
    }

    @Test func onlyOneConnectionIsCut() async throws {
        try await withEcho { proxy, _ in
            let first = try await RawPeer.connect(port: proxy.port)
            try await proxy.waitUntil("the first is there") { $0.accepted == 1 }
            let second = try await RawPeer.connect(port: proxy.port)
            try await proxy.waitUntil("both are there") { $0.accepted == 2 }
            proxy.cut(connection: 0, by: .close)
            await eventually("its end arrives") { first.seen.hasEnded }
            try await second.send("a")
            await eventually("the other works") { second.seen.text == "a" }
            #expect(proxy.statistics.connections.map(\.isOpen) == [false, true])
        }
    }

    @Test func silenceKeepsTheSocketsAndDeliversNothing() async throws {
        try await withEcho { proxy, server in
            let client = try await RawPeer.connect(port: proxy.port)
            proxy.set(.silence, on: .toClient)
            try await client.send("lost")
            try await proxy.waitUntil("the reply is read") { $0.toClient.arrived == 4 }
            proxy.set(.pass, on: .toClient)
            try await server.send("new")
            await eventually("what comes later arrives") { client.seen.text == "new" }
            proxy.set(.silence, on: .toClient)
            await server.close()
            try await proxy.waitUntil("the end is read") { $0.connections[0].ended == [.toClient] }
            proxy.set(.pass, on: .toClient)
            #expect(!client.seen.hasEnded && client.seen.error == nil && proxy.statistics.open == 1)
        }
    }

    @Test func blackholeFillsTheSendersBuffers() async throws {
        try await withEcho { proxy, server in
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("a")
            await eventually("the echo arrives") { client.seen.text == "a" }
            proxy.set(.blackhole, on: .toServer)
            let bytes = [UInt8](repeating: 2, count: 16 << 20)
            client.post(bytes)
            await eventually("the sender is stuck") { !client.isWritable }
            #expect(proxy.statistics.toServer.arrived < 1 << 20)
            #expect(server.seen[0].count == 1)
            proxy.set(.pass, on: .toServer)
            await eventually("nothing is lost", within: .seconds(10)) { client.seen.count == bytes.count + 1 }
        }
    }

    @Test func whatAGoneClientSentArrivesWhenABlackholeEnds() async throws {
        try await withEcho { proxy, server in
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("a")
            await eventually("the echo arrives") { client.seen.text == "a" }
            proxy.set(.blackhole, on: .toServer)
            try await client.send("b")
            await client.close()
            try await proxy.waitUntil("the proxy knows") { $0.connections[0].ended == [.toServer] }
            #expect(proxy.statistics.open == 1 && server.seen[0].text == "a")
            proxy.heal()
            try await proxy.waitUntil("the connection is over") { $0.open == 0 }
            await eventually("the server learns all") { server.seen[0].text == "ab" && server.seen[0].isClosed }
        }
    }

    @Test func heldRepliesArriveLateOnCue() async throws {
        try await withEcho { proxy, _ in
            proxy.set(.hold, on: .toClient)
            let client = try await RawPeer.connect(port: proxy.port)
            try await client.send("late")
            try await proxy.waitUntil("the reply is held") { $0.toClient.arrived == 4 }
            #expect(client.seen.bytes.isEmpty && proxy.statistics.toClient.delivered == 0)
            proxy.heal()
            await eventually("the reply arrives") { client.seen.text == "late" }
        }
    }
}
