import NIOCore
import PinyonTesting
import Testing

struct CommandParserTests {
    private func parse(_ chunks: [[UInt8]]) throws -> [ScriptedCommand] {
        var parser = CommandParser()
        var commands: [ScriptedCommand] = []
        for chunk in chunks {
            parser.feed(ByteBuffer(bytes: chunk))
            while let command = try parser.next() { commands.append(command) }
        }
        return commands
    }

    private let stream = Array(
        "*1\r\n$4\r\nPING\r\n*3\r\n$3\r\nset\r\n$0\r\n\r\n$4\r\na\r\nb\r\n*0\r\n*1\r\n$1\r\nX\r\n".utf8)
    private let commands = [
        ScriptedCommand("PING"), ScriptedCommand("set", "", "a\r\nb"), ScriptedCommand([]), ScriptedCommand("X"),
    ]

    @Test func commandsInOneChunk() throws {
        #expect(try parse([stream]) == commands)
    }

    @Test func everySplitGivesTheSame() throws {
        for place in stream.indices {
            #expect(try parse([Array(stream[..<place]), Array(stream[place...])]) == commands, "split at \(place)")
        }
        #expect(try parse(stream.map { [$0] }) == commands)
    }

    @Test func namesAreInUpperCase() {
        #expect(ScriptedCommand("set", "k", "v").name == "SET")
        #expect(ScriptedCommand([]).name == "")
    }

    @Test(arguments: [
        "PING\r\n", "+OK\r\n", "*a\r\n", "*\r\n", "*-1\r\n", "*1\n", "*1\r\n:1\r\n", "*1\r\n$-1\r\n",
        "*1\r\n$4\r\nPINGXX", "*99999999999999999999\r\n", "*1\r\n$9223372036854775807\r\n",
        "*0000000000000000000000000000000000001",
    ])
    func malformed(text: String) {
        #expect(throws: CommandParser.Malformed.self) { try parse([Array(text.utf8)]) }
    }

    @Test func aBigArgumentInSmallChunksIsReadOnce() throws {
        let count = 1 << 20
        let head = Array("*1\r\n$\(count)\r\n".utf8)
        var chunks = [head]
        for _ in 0..<256 { chunks.append([UInt8](repeating: 7, count: 4096)) }
        chunks.append(Array("\r\n".utf8))
        #expect(try parse(chunks).first?.arguments.first?.count == count)
    }
}

struct ScriptedConnectionStateMachineTests {
    @Test func delaysHoldBackWhatFollows() {
        var machine = ScriptedConnectionStateMachine()
        machine.answer(["a", .delay(.milliseconds(5)), "b"])
        machine.answer(["c"])
        #expect(machine.next(at: .zero) == .write(Array("a".utf8)))
        #expect(machine.next(at: .milliseconds(1)) == .wait(until: .milliseconds(6)))
        #expect(machine.next(at: .milliseconds(5)) == .wait(until: .milliseconds(6)))
        #expect(machine.next(at: .milliseconds(6)) == .write(Array("b".utf8)))
        #expect(machine.next(at: .milliseconds(6)) == .write(Array("c".utf8)))
        #expect(machine.next(at: .milliseconds(6)) == .idle)
    }

    @Test func silenceIsForGood() {
        var machine = ScriptedConnectionStateMachine()
        machine.answer(["a", .silence, "b"])
        machine.answer(["c"])
        #expect(machine.next(at: .zero) == .write(Array("a".utf8)))
        #expect(machine.next(at: .zero) == .idle)
    }

    @Test func nothingFollowsTheEnd() {
        var machine = ScriptedConnectionStateMachine()
        machine.answer([.reset, "b"])
        #expect(machine.next(at: .zero) == .end(.reset))
        #expect(machine.next(at: .zero) == .idle)
    }
}
