import NIOCore
import PinyonTesting
import Testing

/// Runs one direction without a network: what goes in, and when, gives what comes out, and when.
private struct Direction {
    private var machine: FaultStateMachine
    private(set) var log: [String] = []

    init(_ faults: Fault..., seed: UInt64 = 1, at now: Duration = .zero) {
        machine = FaultStateMachine(faults, random: FaultRandom(seed: seed), at: now)
        drain(at: now)
    }

    var stopsReading: Bool { machine.stopsReading }
    var queuedBytes: Int { machine.queuedBytes }
    /// All bytes that came out.
    var bytes: [UInt8] { Array(log.filter { $0.hasPrefix("+") }.joined().utf8).filter { $0 != UInt8(ascii: "+") } }

    mutating func send(_ texts: String..., at now: Duration = .zero) {
        for text in texts {
            machine.receive(ByteBuffer(string: text), at: now)
            drain(at: now)
        }
    }

    mutating func end(at now: Duration = .zero) {
        machine.receiveEnd(at: now)
        drain(at: now)
    }

    mutating func lose(at now: Duration = .zero) {
        machine.receiveReset(at: now)
        drain(at: now)
    }

    mutating func set(_ faults: Fault..., at now: Duration = .zero) {
        machine.set(faults, at: now)
        drain(at: now)
    }

    /// Lets time pass as far as the machine asks to wait.
    mutating func elapse() {
        while case .wait(let time) = machine.next(at: .zero) { drain(at: time) }
    }

    private mutating func drain(at now: Duration) {
        while true {
            switch machine.next(at: now) {
            case .write(let bytes): append("+" + String(buffer: bytes), now)
            case .finish: append("FIN", now)
            case .cut(let ending): append("CUT \(ending)", now)
            case .wait, .idle: return
            }
        }
    }

    private mutating func append(_ event: String, _ now: Duration) {
        log.append(now == .zero ? event : "\(event)@\(now / .milliseconds(1))")
    }
}

struct FaultStateMachineTests {
    @Test func passDoesNothing() {
        var direction = Direction(.pass)
        direction.send("ab", "cd")
        direction.end()
        #expect(direction.log == ["+ab", "+cd", "FIN"])
    }

    @Test func delayKeepsTheOrderAndTheEnd() {
        var direction = Direction(.delay(.milliseconds(50)))
        direction.send("a")
        direction.send("b", at: .milliseconds(10))
        direction.end(at: .milliseconds(20))
        #expect(direction.log.isEmpty)
        direction.elapse()
        #expect(direction.log == ["+a@50.0", "+b@60.0", "FIN@70.0"])
    }

    @Test func jitterIsTheSameForTheSameSeed() {
        func run(_ seed: UInt64) -> [String] {
            var direction = Direction(.delay(.milliseconds(10), jitter: .milliseconds(40)), seed: seed)
            direction.send("a", "b", "c")
            direction.elapse()
            return direction.log
        }
        #expect(run(3) == run(3))
        #expect(run(3) != run(4))
        #expect(run(3).map { String($0.prefix(2)) } == ["+a", "+b", "+c"])
    }

    @Test func throttleSpreadsBytesEvenly() {
        var direction = Direction(.throttle(bytesPerSecond: 100))
        direction.send("abcde")
        direction.elapse()
        #expect(direction.log == ["+ab@20.0", "+cd@40.0", "+e@50.0"])
    }

    @Test func theEndWaitsForThrottledBytes() {
        var direction = Direction(.throttle(bytesPerSecond: 100))
        direction.send("abc")
        direction.end()
        #expect(direction.queuedBytes == 3)
        direction.elapse()
        #expect(direction.log == ["+ab@20.0", "+c@30.0", "FIN@30.0"])
    }

    @Test func splitIntoEqualPieces() {
        var direction = Direction(.split(into: .bytes(2)))
        direction.send("abcde")
        #expect(direction.log == ["+ab", "+cd", "+e"])
    }

    @Test func splitPiecesAreApartByTheGap() {
        var direction = Direction(.split(into: .bytes(1), gap: .milliseconds(5)))
        direction.send("abc")
        direction.end()
        direction.elapse()
        #expect(direction.log == ["+a", "+b@5.0", "+c@10.0", "FIN@10.0"])
    }

    @Test func randomPiecesDependOnTheSeedAndTheOffsetOnly() {
        func ends(_ chunks: [String], seed: UInt64) -> Set<Int> {
            var direction = Direction(.split(into: .random(1...7)), seed: seed)
            for chunk in chunks { direction.send(chunk) }
            var offset = 0
            return Set(
                direction.log.map { piece in
                    offset += piece.utf8.count - 1
                    return offset
                })
        }
        let text = String(repeating: "x", count: 60)
        let whole = ends([text], seed: 9)
        #expect(whole == ends([text], seed: 9))
        #expect(whole != ends([text], seed: 10))
        let apart = ends([String(text.prefix(25)), String(text.dropFirst(25))], seed: 9)
        #expect(apart == whole.union([25]))
    }

    @Test func coalesceCollectsUntilThereAreEnough() {
        var direction = Direction(.coalesce(bytes: 5))
        direction.send("ab", "c")
        #expect(direction.log.isEmpty)
        direction.send("def", "g")
        direction.end()
        #expect(direction.log == ["+abcdef", "+g", "FIN"])
    }

    @Test func coalesceGivesUpWaitingAfterItsLimit() {
        var direction = Direction(.coalesce(bytes: 100, within: .milliseconds(30)))
        direction.send("ab", at: .milliseconds(5))
        direction.send("cd", at: .milliseconds(20))
        direction.elapse()
        #expect(direction.log == ["+abcd@35.0"])
        direction.send("ef", at: .milliseconds(40))
        direction.set(.pass, at: .milliseconds(45))
        #expect(direction.log.last == "+ef@45.0")
    }

    @Test func duplicateChunk() {
        var direction = Direction(.duplicate(chunk: 1))
        direction.send("ab", "cd", "ef")
        #expect(direction.log == ["+ab", "+cd", "+cd", "+ef"])
    }

    @Test(arguments: [["abcdef"], ["a", "b", "c", "d", "e", "f"], ["abc", "def"], ["ab", "cdef"]])
    func duplicateRange(chunks: [String]) {
        var direction = Direction(.duplicate(1..<3))
        for chunk in chunks { direction.send(chunk) }
        #expect(direction.bytes == Array("abcbcdef".utf8))
    }

    @Test(arguments: [["abcd"], ["a", "b", "c", "d"], ["abc", "d"]])
    func corruptFlipsTheBitsOfOneByte(chunks: [String]) {
        var direction = Direction(.corrupt(at: 2, flipping: 0b10))
        for chunk in chunks { direction.send(chunk) }
        #expect(direction.bytes == Array("abad".utf8))
    }

    @Test(arguments: 1...20)
    func corruptBySeedAlwaysChangesExactlyTheByte(seed: UInt64) {
        func run() -> [UInt8] {
            var machine = FaultStateMachine([.corrupt(at: 1)], random: FaultRandom(seed: seed), at: .zero)
            machine.receive(ByteBuffer(bytes: [0, 0, 0]), at: .zero)
            guard case .write(let bytes) = machine.next(at: .zero) else { return [] }
            return Array(buffer: bytes)
        }
        #expect(run() == run())
        #expect(run().count == 3 && run()[0] == 0 && run()[1] != 0 && run()[2] == 0)
    }

    @Test(arguments: [["abcd"], ["a", "b", "c", "d"], ["ab", "cd"]])
    func injectDeliversForeignBytesAtAnOffset(chunks: [String]) {
        var direction = Direction(.inject(Array("XY".utf8), at: 2))
        for chunk in chunks { direction.send(chunk) }
        #expect(direction.bytes == Array("abXYcd".utf8))
    }

    @Test func injectAtNothingNeedsNoBytes() {
        #expect(Direction(.inject(Array("X".utf8))).log == ["+X"])
    }

    @Test(arguments: [FaultEnding.close, .reset])
    func cutAfterActsWithTheLastByte(ending: FaultEnding) {
        var direction = Direction(.cut(after: 3, by: ending))
        direction.send("ab")
        #expect(direction.log == ["+ab"])
        direction.send("cd", "ef")
        #expect(direction.log == ["+ab", "+c", "CUT \(ending)"])
        #expect(Direction(.cut(after: 0, by: ending)).log == ["CUT \(ending)"])
    }

    @Test func cutBeforeWaitsForTheNextByte() {
        var direction = Direction(.cut(before: 2, by: .reset))
        direction.send("ab")
        #expect(direction.log == ["+ab"])
        direction.send("c")
        #expect(direction.log == ["+ab", "CUT reset"])
        var atOnce = Direction(.cut(before: 0, by: .close))
        #expect(atOnce.log.isEmpty)
        atOnce.send("a")
        #expect(atOnce.log == ["CUT close"])
    }

    @Test func halfCloseLosesWhatFollowsButNotTheLossOfTheSender() {
        var direction = Direction(.halfClose(after: 1))
        direction.send("abc", "d")
        direction.end()
        #expect(direction.log == ["+a", "FIN"])
        direction.set(.pass)
        direction.send("e")
        #expect(direction.log == ["+a", "FIN"])
        direction.lose()
        #expect(direction.log == ["+a", "FIN", "CUT reset"])
    }

    @Test func silenceLosesEverythingForGood() {
        var direction = Direction(.silence)
        direction.send("a")
        direction.end()
        direction.lose()
        #expect(direction.log.isEmpty && !direction.stopsReading)
        direction.set(.pass)
        direction.send("b")
        #expect(direction.log == ["+b"])
    }

    @Test func holdKeepsEverythingUntilTheFaultsChange() {
        var direction = Direction(.hold)
        direction.send("a", "b")
        direction.end()
        #expect(direction.log.isEmpty && !direction.stopsReading)
        direction.set(.pass)
        #expect(direction.log == ["+a", "+b", "FIN"])
    }

    @Test func whatWasHeldIsUnderTheNewFaults() {
        var direction = Direction(.hold)
        direction.send("abcd")
        direction.set(.cut(after: 2, by: .reset))
        #expect(direction.log == ["+ab", "CUT reset"])
    }

    @Test func blackholeStopsReadingAndKeepsWhatStillCame() {
        var direction = Direction(.blackhole)
        #expect(direction.stopsReading)
        direction.send("a")
        direction.set(.pass)
        #expect(!direction.stopsReading)
        #expect(direction.log == ["+a"])
    }

    @Test func faultsWorkOneBehindTheOther() {
        var direction = Direction(.inject(Array("XY".utf8), at: 1), .cut(after: 4, by: .close), .split(into: .bytes(2)))
        direction.send("abcd")
        #expect(direction.log == ["+a", "+X", "+Y", "+b", "CUT close"])
    }

    @Test func afterAppliesFaultsToTheRest() {
        var direction = Direction(.after(3, .inject(Array("X".utf8), at: 1), .split(into: .bytes(1))))
        direction.send("abcdef")
        #expect(direction.log == ["+abc", "+d", "+X", "+e", "+f"])
        var stopped = Direction(.after(2, .blackhole))
        #expect(!stopped.stopsReading)
        stopped.send("abc")
        #expect(stopped.stopsReading && stopped.log == ["+ab"])
    }

    @Test func whatIsUnderWayKeepsItsTimeWhenTheFaultsChange() {
        var direction = Direction(.delay(.milliseconds(50)))
        direction.send("a")
        direction.set(.pass, at: .milliseconds(10))
        direction.send("b", at: .milliseconds(10))
        direction.elapse()
        #expect(direction.log == ["+a@50.0", "+b@50.0"])
    }

    @Test func nothingFollowsACut() {
        var direction = Direction(.pass)
        direction.lose()
        direction.send("a")
        direction.end()
        #expect(direction.log == ["CUT reset"])
    }

    @Test func negativeCountsAreNone() {
        #expect(Direction(.cut(after: -5, by: .close)).log == ["CUT close"])
        var direction = Direction(.split(into: .bytes(-1)), .throttle(bytesPerSecond: .min), .delay(.seconds(-1)))
        direction.send("ab")
        direction.elapse()
        #expect(direction.bytes.count >= 2)
    }
}

struct FaultConnectionStateMachineTests {
    private func machine(_ toServer: [Fault] = [], _ toClient: [Fault] = []) -> FaultConnectionStateMachine {
        FaultConnectionStateMachine(toServer: toServer, toClient: toClient, random: FaultRandom(seed: 1), at: .zero)
    }

    @Test func closesWhenBothDirectionsHaveEnded() {
        var connection = machine()
        connection.change(.toServer) { $0.receiveEnd(at: .zero) }
        #expect(connection.next(.toServer, at: .zero) == .finish)
        #expect(connection.next(.toServer, at: .zero) == .idle)
        connection.change(.toClient) { $0.receiveEnd(at: .zero) }
        #expect(connection.next(.toClient, at: .zero) == .finish)
        #expect(connection.next(.toClient, at: .zero) == .close)
        #expect(connection.isOver)
        #expect(connection.next(.toClient, at: .zero) == .idle)
    }

    @Test func aCutStopsBothDirections() {
        var connection = machine([], [.cut(before: 0, by: .reset)])
        connection.change(.toServer) { $0.receive(ByteBuffer(string: "request"), at: .zero) }
        #expect(connection.next(.toServer, at: .zero) == .write(ByteBuffer(string: "request")))
        connection.change(.toServer) { $0.receive(ByteBuffer(string: "next"), at: .zero) }
        connection.change(.toClient) { $0.receive(ByteBuffer(string: "reply"), at: .zero) }
        #expect(connection.next(.toClient, at: .zero) == .cut(.reset))
        #expect(connection.next(.toServer, at: .zero) == .idle)
        #expect(!connection.wantsBytes(.toServer, limit: 100))
    }

    @Test func losingASenderResetsUnlessAllHadEnded() {
        var connection = machine()
        connection.lose(.toServer, at: .zero)
        #expect(connection.next(.toServer, at: .zero) == .cut(.reset))
        var ended = machine()
        for direction in FaultDirection.allCases {
            ended.change(direction) { $0.receiveEnd(at: .zero) }
            #expect(ended.next(direction, at: .zero) == .finish)
        }
        ended.lose(.toServer, at: .zero)
        #expect(ended.next(.toServer, at: .zero) == .close)
    }

    @Test func aFullQueueStopsReading() {
        var connection = machine([.delay(.seconds(1))])
        #expect(connection.wantsBytes(.toServer, limit: 4))
        connection.change(.toServer) { $0.receive(ByteBuffer(string: "abcd"), at: .zero) }
        #expect(!connection.wantsBytes(.toServer, limit: 4))
        #expect(connection.wantsBytes(.toClient, limit: 4))
    }
}
