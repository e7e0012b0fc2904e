import NIOCore
import PinyonClient
import Testing

/// What goes over the wire, and to whom replies go.
struct ConnectionHandlerTests {
    @Test func commandsAreWrittenByteForByte() async throws {
        let connection = try await VirtualConnection()
        try await connection.send(PendingReply("SET", "key", "ä\r\n"), PendingReply("PING"))
        #expect(
            try await connection.written() == "*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$4\r\nä\r\n\r\n*1\r\n$4\r\nPING\r\n")
    }

    @Test func allThatWasHandedInBetweenTwoTurnsIsOneBufferAndOneFlush() async throws {
        let connection = try await VirtualConnection()
        _ = connection.flushes.count
        for number in 0..<100 { _ = try connection.outbox.enqueue(PendingReply("GET", "key\(number)")) }
        try await connection.turn()
        let parts = try await connection.writtenParts()
        #expect(parts.count == 1)
        #expect(connection.flushes.count == 1)
        #expect(String(buffer: parts[0]) == (0..<100).map { wire("GET key\($0)") }.joined())
    }

    @Test func moreThanATurnTakesIsWrittenInSeveralTurns() async throws {
        var settings = ConnectionSettings()
        settings.bytesATurn = 100
        let connection = try await VirtualConnection(settings)
        _ = connection.flushes.count
        for number in 0..<20 { _ = try connection.outbox.enqueue(PendingReply("GET", "key\(number)")) }
        try await connection.turn()
        #expect(connection.flushes.count > 3)
        #expect(try await connection.written() == (0..<20).map { wire("GET key\($0)") }.joined())
    }

    @Test func aTurnWithNothingToWriteDoesNotFlush() async throws {
        let connection = try await VirtualConnection()
        _ = connection.flushes.count
        try await connection.turn()
        #expect(connection.flushes.count == 0)
    }

    @Test func whoeverLeftBeforeTheTurnIsNotWritten() async throws {
        let connection = try await VirtualConnection()
        let leaving = PendingReply("INCR", "a")
        let staying = PendingReply("INCR", "b")
        _ = try connection.outbox.enqueue(leaving)
        _ = try connection.outbox.enqueue(staying)
        connection.outbox.finish(leaving, ClientError(.cancelled, "left"))
        try await connection.turn()
        #expect(try await connection.written() == wire("INCR b"))
        try await connection.receive(":1\r\n")
        #expect(await staying.result == "1")
    }

    @Test func repliesGoInOrderHoweverTheBytesAreCut() async throws {
        let connection = try await VirtualConnection()
        let (one, two, three) = (PendingReply("A"), PendingReply(several: "B", "C"), PendingReply("D"))
        try await connection.send(one, two, three)
        for byte in "+OK\r\n$3\r\nabc\r\n-ERR no\r\n:7\r\n".utf8 {
            try await connection.receive(String(decoding: [byte], as: UTF8.self))
        }
        #expect(await one.result == "+OK")
        #expect(await two.result == "[\"abc\", -ERR \"no\"]")
        #expect(await three.result == "7")
        #expect(try await connection.onLoop { $0.isIdle })
    }

    @Test func aCallerThatLeavesAfterTheWriteHasItsReplyThrownAway() async throws {
        let connection = try await VirtualConnection()
        let (leaving, staying) = (PendingReply("GET", "a"), PendingReply("GET", "b"))
        try await connection.send(leaving, staying)
        let caller = Task { [outbox = connection.outbox] in try await outbox.replies(to: leaving) }
        caller.cancel()
        let error = await #expect(throws: ClientError.self) { try await caller.value }
        #expect(error?.kind == "cancelled, may have run")
        try await connection.receive(":1\r\n:2\r\n")
        #expect(await staying.result == "2")
        #expect(connection.delegate.events.isEmpty)
        connection.outbox.withMachine { #expect($0.unfinishedCount == 0 && $0.unfinishedBytes == 0) }
    }

    @Test func roomIsFreedByReplies() async throws {
        let connection = try await VirtualConnection(limits: QueueLimits(commands: 2))
        try await connection.send(PendingReply("A"), PendingReply("B"))
        #expect(throws: ClientError.self) { try connection.outbox.enqueue(PendingReply("C")) }
        try await connection.receive("+1\r\n")
        try await connection.send(PendingReply("C"))
        try await connection.receive("+2\r\n+3\r\n")
        connection.outbox.withMachine { #expect($0.unfinishedCount == 0 && $0.unfinishedBytes == 0) }
    }

    @Test func whoeverIsToldFindsItsOwnRoomFree() async throws {
        let connection = try await VirtualConnection(limits: QueueLimits(commands: 2))
        let first = [PendingReply("A"), PendingReply("B")]
        try await connection.send(first[0], first[1])
        let waiting = AsyncStream<Void>.makeStream()
        let callers = first.map { pending in
            Task(executorPreference: InlineExecutor()) { [outbox = connection.outbox] in
                waiting.continuation.yield()
                _ = try await outbox.replies(to: pending)
                _ = try outbox.enqueue(PendingReply("C"))
            }
        }
        for _ in callers { for await _ in waiting.stream { break } }
        try await connection.receive("+1\r\n+2\r\n")
        for caller in callers { try await caller.value }
        connection.outbox.withMachine { #expect($0.unfinishedCount == 2) }
    }

    @Test func aCallerThatHasLeftAmongManyThatAreToldTogetherFreesItsRoomOnce() async throws {
        let connection = try await VirtualConnection()
        let commands = (0..<70).map { PendingReply("GET", "\($0)") }
        for command in commands { _ = try connection.outbox.enqueue(command) }
        try await connection.turn()
        connection.outbox.finish(commands[40], ClientError(.cancelled, "it left"))
        try await connection.receive((0..<70).map { ":\($0)\r\n" }.joined())
        for (number, command) in commands.enumerated() where number != 40 {
            #expect(await command.result == "\(number)")
        }
        connection.outbox.withMachine { #expect($0.unfinishedCount == 0 && $0.unfinishedBytes == 0) }
    }

    @Test func repliesInFrontOfWhatCannotBeReadAreGiven() async throws {
        let connection = try await VirtualConnection()
        let (one, two, three) = (PendingReply("A"), PendingReply("B"), PendingReply("C"))
        try await connection.send(one, two, three)
        try await connection.receive(":1\r\n:2\r\n?\r\n")
        #expect(await one.result == "1")
        #expect(await two.result == "2")
        #expect(await three.result == "protocolViolation, may have run")
    }

    @Test func pushesAnswerNothingAndGoToTheDelegateIfTheirKindIsKnown() async throws {
        let connection = try await VirtualConnection()
        let pending = PendingReply("GET", "a")
        try await connection.send(pending)
        try await connection.receive(">2\r\n+invalidate\r\n*1\r\n+k\r\n$1\r\nv\r\n>2\r\n+server-cpu-usage\r\n:42\r\n")
        #expect(connection.delegate.events == [">invalidate[[+k]]"])
        #expect(await pending.result == "\"v\"")
    }

    @Test func anArrayIsAMessageOnlyForSubscribersOfTheOldProtocol() async throws {
        let message = "*3\r\n$7\r\nmessage\r\n$4\r\na\r\nb\r\n$1\r\nx\r\n"
        let old = try await VirtualConnection()
        try await old.onLoop { $0.readsMessagesFromArrays = true }
        let ping = PendingReply("PING")
        try await old.send(ping)
        try await old.receive(message + "*2\r\n$4\r\npong\r\n$0\r\n\r\n")
        #expect(old.delegate.events == [">message[\"a\\r\\nb\", \"x\"]"])
        #expect(await ping.result == "[\"pong\", \"\"]")

        let new = try await VirtualConnection()
        let range = PendingReply("LRANGE", "l", "0", "-1")
        try await new.send(range)
        try await new.receive(message)
        #expect(new.delegate.events.isEmpty)
        #expect(await range.result == "[\"message\", \"a\\r\\nb\", \"x\"]")
    }

    @Test func aLargeReplyIsToldWhenItBegins() async throws {
        let connection = try await VirtualConnection()
        try await connection.send(PendingReply("GET", "a"), PendingReply("GET", "b"))
        try await connection.receive("$100\r\n")
        #expect(connection.delegate.events.isEmpty)
        try await connection.receive(String(repeating: "x", count: 100) + "\r\n$100000\r\n")
        #expect(connection.delegate.events == ["large reply"])
    }

    @Test func aDetachedConnectionTakesNoCommandsAndTellsWhenItsRepliesHaveCome() async throws {
        let connection = try await VirtualConnection()
        let pending = PendingReply("GET", "a")
        try await connection.send(pending)
        _ = try await connection.written()
        try await connection.onLoop { $0.detach() }
        _ = try connection.outbox.enqueue(PendingReply("GET", "b"))
        try await connection.turn()
        #expect(try await connection.written() == "")
        #expect(connection.delegate.events.isEmpty)
        try await connection.receive("$1\r\n")
        #expect(connection.delegate.events.isEmpty)
        try await connection.receive("v\r\n")
        #expect(connection.delegate.events == ["drained"])
        #expect(await pending.result == "\"v\"")
        try await connection.attach()
        #expect(try await connection.written() == wire("GET b"))
    }

    @Test func anIdleConnectionIsDrainedAtOnce() async throws {
        let connection = try await VirtualConnection()
        try await connection.onLoop { $0.detach() }
        #expect(connection.delegate.events == ["drained"])
    }
}
