import NIOCore
import PinyonClient
import Synchronization
import Testing

/// When commands wait for each other before they are written.
struct NagleRuleTests {
    private let reply = "$1\r\nv\r\n"

    private func commands(_ count: Int) -> [PendingReply] { (0..<count).map { PendingReply("GET", "\($0)") } }

    /// A connection whose server is as far away as this takes, with commands that it hasn't answered.
    private func connection(
        unanswered: Int, from distance: TimeAmount = .microseconds(50)
    ) async throws -> VirtualConnection {
        let connection = try await VirtualConnection()
        try await connection.send(PendingReply("PING"))
        await connection.pass(distance)
        try await connection.receive("+PONG\r\n")
        for command in commands(unanswered) { _ = try connection.outbox.enqueue(command) }
        // Of many, half waits for the other.
        try await connection.turn()
        try await connection.turn()
        try #require(connection.outbox.withMachine { $0.isEmpty })
        _ = try await connection.written()
        return connection
    }

    private func wakes(_ connection: VirtualConnection, _ pending: PendingReply) throws -> Bool {
        try connection.outbox.enqueue(pending).wake
    }

    @Test func behindManyUnansweredCommandsOthersAreGatheredUntilAReplyComes() async throws {
        // One reply more, and fewer are unanswered than others are gathered for.
        let connection = try await connection(unanswered: 32)
        for command in commands(5) {
            let wakes = try wakes(connection, command)
            #expect(!wakes)
        }
        let before = try await connection.written()
        #expect(before.isEmpty)
        try await connection.receive(reply)
        let after = try await connection.written()
        #expect(after.ranges(of: "GET").count == 5, "all five with one write")
    }

    @Test func asManyAsAreUnansweredAreWrittenWithoutAReply() async throws {
        let connection = try await connection(unanswered: 40)
        var woke: [Int] = []
        for (number, command) in commands(41).enumerated() where try wakes(connection, command) { woke.append(number) }
        #expect(woke == [39])
    }

    @Test func aTurnThatNobodyHasAskedForLeavesWhatIsGathered() async throws {
        let connection = try await connection(unanswered: 40)
        for command in commands(39) { _ = try connection.outbox.enqueue(command) }
        try await connection.onLoop { _ = $0.flushIfAsked() }
        let before = try await connection.written()
        #expect(before.isEmpty)
        let wakes = try wakes(connection, PendingReply("GET", "last"))
        #expect(wakes)
        try await connection.onLoop { _ = $0.flushIfAsked() }
        let after = try await connection.written()
        #expect(after.ranges(of: "GET").count == 40)
    }

    @Test func ofManyThatWaitHalfIsWrittenAndTheRestWhenAReplyComes() async throws {
        let connection = try await connection(unanswered: 0)
        for command in commands(100) { _ = try connection.outbox.enqueue(command) }
        try await connection.turn()
        let first = try await connection.written()
        #expect(first.ranges(of: "GET").count == 50)
        let wakes = try wakes(connection, PendingReply("GET", "last"))
        #expect(!wakes)
        try await connection.receive(reply)
        let second = try await connection.written()
        #expect(second.ranges(of: "GET").count == 51)
    }

    @Test func whatIsReadWhileGatheredCommandsAreWrittenComesBehindWhatWasReadBefore() async throws {
        let connection = try await connection(unanswered: 0)
        let (first, second) = (PendingReply("GET", "first"), PendingReply("GET", "second"))
        try await connection.send(first, second)
        for command in commands(38) { _ = try connection.outbox.enqueue(command) }
        try await connection.turn()
        for command in commands(20) { _ = try connection.outbox.enqueue(command) }
        connection.flushes.readByFlush.withLock { $0 = ByteBuffer(string: ":2\r\n") }
        try await connection.receive(":1\r\n")
        let results = await (first.result, second.result)
        #expect(results == ("1", "2"))
    }

    @Test func whoHasLittleTimeIsSeenThoughTheServerTakesNoMore() async throws {
        let connection = try await connection(unanswered: 0)
        let start = connection.now
        for number in 0..<40 {
            let deadline = start + .seconds(number == 0 ? 1 : 3)
            _ = try connection.outbox.enqueue(PendingReply("GET", "a", deadline: deadline))
        }
        try await connection.turn()
        try await connection.setWritable(false)
        await connection.pass(.milliseconds(1_100))
        let wakes = try wakes(connection, PendingReply("GET", "b", deadline: connection.now + .milliseconds(100)))
        #expect(wakes)
    }

    @Test(arguments: [-1, 1])
    func whatIsGatheredHasItsOwnTimeBesideThoseThatWereNotWritten(secondsOfTheOther: Int64) async throws {
        let connection = try await connection(unanswered: 0)
        let start = connection.now
        let other = PendingReply("GET", "a", deadline: start + .seconds(secondsOfTheOther))
        _ = try connection.outbox.enqueue(other)
        if secondsOfTheOther > 0 { connection.outbox.finish(other, ClientError(.cancelled, "it left")) }
        for _ in 0..<39 { _ = try connection.outbox.enqueue(PendingReply("GET", "b", deadline: start + .seconds(10))) }
        try await connection.turn()
        await connection.pass(.milliseconds(10))
        let hasty = PendingReply("GET", "c", deadline: start + .milliseconds(200))
        if try wakes(connection, hasty) { try await connection.turn() }
        await connection.pass(.milliseconds(1_100))
        #expect(hasty.isFinished)
    }

    @Test func whatWasEnoughWhileTheSocketTookNothingIsWrittenWhenItTakesMore() async throws {
        let connection = try await connection(unanswered: 80)
        for command in commands(50) { _ = try connection.outbox.enqueue(command) }
        try await connection.setWritable(false)
        for _ in 0..<35 { try await connection.receive(reply) }
        let before = try await connection.written()
        #expect(before.isEmpty)
        try await connection.setWritable(true)
        let after = try await connection.written()
        #expect(after.ranges(of: "GET").count == 50)
    }

    @Test func whatIsLeftHasItsOwnTimeWhenTheServerAnswersNobody() async throws {
        let connection = try await connection(unanswered: 0)
        let late = connection.now + .seconds(3)
        let commands = (0..<100).map { number in
            PendingReply("GET", "a", deadline: number < 60 ? late : late + .seconds(1))
        }
        for command in commands { _ = try connection.outbox.enqueue(command) }
        try await connection.turn()
        await connection.pass(.seconds(4))
        let areOver = commands.allSatisfy(\.isFinished)
        #expect(areOver)
    }

    @Test func nobodyWaitsForTheRepliesOfCallersThatHaveLeft() async throws {
        let connection = try await connection(unanswered: 0)
        let left = commands(70)
        for command in left { _ = try connection.outbox.enqueue(command) }
        _ = try connection.outbox.enqueue(PendingReply("GET", "last"))
        for command in left { connection.outbox.finish(command, ClientError(.cancelled, "it left")) }
        try await connection.turn()
        let written = try await connection.written()
        #expect(written.contains("last"))
        let wakes = try wakes(connection, PendingReply("GET", "a"))
        #expect(wakes)
    }

    @Test func whatIsLargeOrHasLessTimeIsNotLeft() async throws {
        let connection = try await connection(unanswered: 0)
        let late = connection.now + .seconds(3)
        let others = [
            PendingReply("GET", "hasty", deadline: connection.now + .seconds(1)),
            PendingReply("SET", "large", String(repeating: "v", count: 5_000), deadline: late),
        ]
        for other in others {
            for _ in 0..<99 { _ = try connection.outbox.enqueue(PendingReply("GET", "a", deadline: late)) }
            try await connection.send(other)
            let isEmpty = connection.outbox.withMachine { $0.isEmpty }
            #expect(isEmpty)
            for _ in 0..<100 { try await connection.receive(reply) }
        }
    }

    @Test func repliesThatComeOneByOneAreWaitedForUntilThereIsHalfAsMuchToWriteAsIsUnanswered() async throws {
        let connection = try await connection(unanswered: 80)
        for command in commands(38) { _ = try connection.outbox.enqueue(command) }
        for _ in 0..<3 { try await connection.receive(reply) }
        let before = try await connection.written()
        #expect(before.isEmpty, "78 were unanswered when the last reply came, and 38 wait")
        try await connection.receive(reply)
        let after = try await connection.written()
        #expect(after.ranges(of: "GET").count == 38)
    }

    @Test func behindFewNobodyWaits() async throws {
        let connection = try await connection(unanswered: 31)
        let wakes = try wakes(connection, PendingReply("GET", "a"))
        #expect(wakes)
    }

    @Test func nobodyWaitsForAServerThatIsFarAway() async throws {
        let connection = try await connection(unanswered: 100, from: .microseconds(501))
        let wakes = try wakes(connection, PendingReply("GET", "a"))
        #expect(wakes)
    }

    @Test func whatIsLargeDoesNotWait() async throws {
        let connection = try await connection(unanswered: 100)
        let wakes = try wakes(connection, PendingReply("SET", "a", String(repeating: "v", count: 5_000)))
        #expect(wakes)
    }

    @Test func whoHasLessTimeThanThoseThatAreWaitedForDoesNotWait() async throws {
        let connection = try await connection(unanswered: 0)
        let late = connection.now + .seconds(3)
        for _ in 0..<50 { _ = try connection.outbox.enqueue(PendingReply("GET", "a", deadline: late)) }
        try await connection.turn()
        let patient = try wakes(connection, PendingReply("GET", "b", deadline: late))
        let hasty = try wakes(connection, PendingReply("GET", "c", deadline: connection.now + .seconds(1)))
        #expect(!patient && hasty)
    }

    @Test func aServerThatAnswersNobodyKeepsNobodyBeyondTheirTime() async throws {
        let connection = try await connection(unanswered: 0)
        let late = connection.now + .seconds(3)
        for _ in 0..<50 { _ = try connection.outbox.enqueue(PendingReply("GET", "a", deadline: late)) }
        try await connection.turn()
        let last = PendingReply("GET", "b", deadline: late + .seconds(1))
        let wakes = try wakes(connection, last)
        #expect(!wakes)
        await connection.pass(.seconds(5))
        #expect(last.isFinished)
    }

    @Test func whatIsGatheredGoesToTheNextConnection() async throws {
        let connection = try await connection(unanswered: 50)
        let gathered = PendingReply("GET", "gathered")
        let wakes = try wakes(connection, gathered)
        #expect(!wakes)
        try await connection.onLoop { $0.close(ClientError(.connectionClosed, "it broke")) }
        #expect(!gathered.isFinished)
        let isWanted = connection.outbox.withMachine { $0.disconnected(wanted: false) }
        #expect(isWanted)
        connection.outbox.withMachine { $0.connected() }
        let wakesAnew = try self.wakes(connection, PendingReply("GET", "a"))
        #expect(wakesAnew, "nobody is asked for replies any more")
    }
}
