import NIOCore
import NIOEmbedded
import PinyonClient
import Testing

/// Time limits, signs of life, and a peer that takes no bytes. No time passes but that of the event loop.
struct ConnectionTimeTests {
    private func watched(stall: Int64 = 6, idle: Int64 = 15) async throws -> VirtualConnection {
        let connection = try await VirtualConnection()
        try await connection.onLoop { $0.watch(stallLimit: .seconds(stall), idleLimit: .seconds(idle)) }
        return connection
    }

    @Test func aCommandWhoseTimeIsOverMayHaveRunAndItsReplyIsThrownAway() async throws {
        let connection = try await VirtualConnection()
        let late = PendingReply("GET", "a", deadline: connection.now + .seconds(3))
        let patient = PendingReply("GET", "b", deadline: connection.now + .seconds(9))
        try await connection.send(late, patient)
        await connection.pass(.nanoseconds(2_999_999_999))
        #expect(await late.result == "waiting")
        await connection.pass(.nanoseconds(1))
        #expect(await late.result == "timedOut, may have run")
        connection.outbox.withMachine { #expect($0.unfinishedCount == 1 && $0.unfinishedBytes == patient.size) }
        try await connection.receive(":1\r\n:2\r\n")
        #expect(await patient.result == "2")
        #expect(connection.channel.isActive)
        connection.outbox.withMachine { #expect($0.unfinishedCount == 0 && $0.unfinishedBytes == 0) }
    }

    @Test func everyCommandHasItsOwnTimeHoweverTheyAreOrdered() async throws {
        let connection = try await VirtualConnection()
        let start = connection.now
        let commands = [5, 1, 4, 2, 3].map { PendingReply("GET", "\($0)", deadline: start + .seconds($0)) }
        for command in commands { try await connection.send(command) }
        var finished: [[Int]] = []
        for _ in 1...5 {
            await connection.pass(.seconds(1))
            finished.append(commands.indices.filter { commands[$0].isFinished })
        }
        #expect(finished == [[1], [1, 3], [1, 3, 4], [1, 2, 3, 4], [0, 1, 2, 3, 4]])
    }

    @Test func aCommandWithoutALimitWaitsForEver() async throws {
        let connection = try await VirtualConnection()
        let pending = PendingReply("BLPOP", "l", "0")
        try await connection.send(pending)
        await connection.pass(.hours(24 * 365))
        #expect(await pending.result == "waiting")
    }

    @Test func commandsWaitWhileThePeerTakesNoBytes() async throws {
        let connection = try await VirtualConnection()
        try await connection.setWritable(false)
        let pending = PendingReply("INCR", "a")
        try await connection.send(pending)
        #expect(try await connection.written() == "")
        #expect(!pending.wasWritten)
        try await connection.setWritable(true)
        #expect(try await connection.written() == wire("INCR a"))
        try await connection.receive(":1\r\n")
        #expect(await pending.result == "1")
    }

    @Test func whatCouldNotBeWrittenInTimeHasNotRun() async throws {
        let connection = try await VirtualConnection()
        try await connection.setWritable(false)
        let pending = PendingReply("INCR", "a", deadline: connection.now + .seconds(3))
        try await connection.send(pending)
        await connection.pass(.seconds(3))
        #expect(await pending.result == "timedOut")
        try await connection.setWritable(true)
        #expect(try await connection.written() == "")
        connection.outbox.withMachine { #expect($0.unfinishedCount == 0 && $0.unfinishedBytes == 0) }
    }

    @Test func whatIsLeftWhenThePeerStopsTakingBytesHasItsTimeToo() async throws {
        var settings = ConnectionSettings()
        settings.bytesATurn = 1
        let connection = try await VirtualConnection(settings)
        let deadline = connection.now + .seconds(3)
        let commands = ["a", "b", "c"].map { PendingReply("INCR", $0, deadline: deadline) }
        for command in commands { _ = try connection.outbox.enqueue(command) }
        // The first is written in this turn, and then no more fit.
        try await connection.onLoop { [channel = connection.channel] handler in
            _ = handler.flush()
            channel.isWritable = false
            channel.pipeline.fireChannelWritabilityChanged()
        }
        await connection.pass(.seconds(3))
        #expect(await commands[0].result == "timedOut, may have run")
        #expect(await commands[1].result == "timedOut")
        #expect(await commands[2].result == "timedOut")
    }

    @Test func aShorterLimitBehindLongerOnesIsKept() async throws {
        let connection = try await VirtualConnection()
        try await connection.setWritable(false)
        let long = PendingReply("INCR", "a", deadline: connection.now + .seconds(9))
        #expect(try connection.outbox.enqueue(long).wake)
        try await connection.turn()
        let short = PendingReply("INCR", "b", deadline: connection.now + .seconds(1))
        let enqueued = try connection.outbox.enqueue(short)
        #expect(enqueued.wake)
        if enqueued.wake { try await connection.turn() }
        await connection.pass(.seconds(1))
        #expect(await short.result == "timedOut")
        #expect(await long.result == "waiting")
    }

    @Test func commandsWithoutAByteForTooLongAreReported() async throws {
        let connection = try await watched()
        try await connection.send(PendingReply("GET", "a"))
        await connection.pass(.seconds(5))
        #expect(connection.delegate.events.isEmpty)
        await connection.pass(.seconds(1))
        #expect(connection.delegate.events == ["stalled"])
        // It is said again for as long as it lasts.
        await connection.pass(.seconds(12))
        #expect(connection.delegate.events == ["stalled", "stalled"])
    }

    @Test func anyByteIsASignOfLife() async throws {
        let connection = try await watched()
        try await connection.send(PendingReply("GET", "a"))
        try await connection.receive("$20\r\n")
        for _ in 0..<20 {
            await connection.pass(.seconds(5))
            try await connection.receive("x")
        }
        #expect(connection.delegate.events.isEmpty)
        await connection.pass(.seconds(6))
        #expect(connection.delegate.events == ["stalled"])
    }

    @Test func aCommandAfterALongSilenceHasItsFullTime() async throws {
        let connection = try await watched(stall: 6, idle: 1_000)
        await connection.pass(.seconds(500))
        try await connection.send(PendingReply("GET", "a"))
        await connection.pass(.seconds(5))
        #expect(connection.delegate.events.isEmpty)
        await connection.pass(.seconds(1))
        #expect(connection.delegate.events == ["stalled"])
    }

    @Test func callersThatLeftCountAsWaiting() async throws {
        let connection = try await watched()
        let leaving = PendingReply("GET", "a")
        try await connection.send(leaving)
        connection.outbox.finish(leaving, ClientError(.cancelled, "left"))
        await connection.pass(.seconds(6))
        #expect(connection.delegate.events == ["stalled"])
    }

    @Test func onlyAConnectionThatIsStillStalledIsClosed() async throws {
        let connection = try await watched()
        let pending = PendingReply("GET", "a")
        try await connection.send(pending)
        await connection.pass(.seconds(6))
        try await connection.receive("$1\r\n")
        try await connection.onLoop { $0.closeIfStalled(ClientError(.connectionClosed, "stalled")) }
        #expect(connection.channel.isActive)
        await connection.pass(.seconds(6))
        try await connection.onLoop { $0.closeIfStalled(ClientError(.connectionClosed, "stalled")) }
        #expect(!connection.channel.isActive)
        #expect(await pending.result == "connectionClosed, may have run")
    }

    @Test func aSilentConnectionIsAskedForASignOfLife() async throws {
        let connection = try await watched()
        await connection.pass(.seconds(14))
        #expect(try await connection.written() == "")
        await connection.pass(.seconds(5))
        #expect(try await connection.written() == wire("PING"))
        try await connection.receive("+PONG\r\n")
        await connection.pass(.seconds(14))
        #expect(try await connection.written() == "")
        await connection.pass(.seconds(5))
        #expect(try await connection.written() == wire("PING"))
        #expect(connection.delegate.events.isEmpty)
        connection.outbox.withMachine { #expect($0.unfinishedCount == 0) }
    }

    @Test func aSignOfLifeThatDoesNotComeIsReportedWithinTheLimit() async throws {
        let connection = try await watched(stall: 6, idle: 15)
        await connection.pass(.seconds(15))
        let asked = try await connection.written()
        #expect(asked == wire("PING"))
        await connection.pass(.seconds(5))
        #expect(connection.delegate.events.isEmpty)
        await connection.pass(.seconds(1))
        #expect(connection.delegate.events == ["stalled"])
    }

    @Test func aBusyConnectionIsNotAsked() async throws {
        let connection = try await watched()
        for _ in 0..<30 {
            try await connection.send(PendingReply("GET", "a"))
            await connection.pass(.seconds(2))
            try await connection.receive(":1\r\n")
        }
        #expect(try await connection.written() == String(repeating: wire("GET a"), count: 30))
    }

    @Test func aSubscriberOfTheOldProtocolAnswersPingsWithArrays() async throws {
        let connection = try await watched()
        try await connection.onLoop { $0.readsMessagesFromArrays = true }
        await connection.pass(.seconds(15))
        try await connection.receive("*2\r\n$4\r\npong\r\n$0\r\n\r\n")
        #expect(try await connection.onLoop { $0.isIdle })
        #expect(connection.delegate.events.isEmpty)
    }

    @Test func nothingRingsAfterTheEnd() async throws {
        let connection = try await watched()
        try await connection.send(PendingReply("GET", "a", deadline: connection.now + .seconds(3)))
        try await connection.channel.close().get()
        _ = connection.delegate.events
        await connection.pass(.hours(1))
        #expect(connection.delegate.events.isEmpty)
    }
}
