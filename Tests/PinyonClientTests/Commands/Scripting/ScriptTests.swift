import NIOCore
import PinyonClient
import Testing

struct ScriptTests {
    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
        ("return 1", "e0e1f9fabfc9d4800c877a703b823ac0578ff8db"),
        (String(repeating: "a", count: 1_000_000), "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
        ("é", "bf15be717ac1b080b4f1c456692825891ff5073d"),
    ])
    func digestsAreSHA1(_ source: String, _ digest: String) {
        #expect(Script(source).sha1 == digest)
    }

    @Test func anUnknownScriptIsSentAsText() throws {
        let script = Script("return ARGV[1]")
        let command = Command<String>.run(script, keys: ["k"], arguments: [7, "x"], as: String.self)
            .timeout(.seconds(9))
        #expect(command.name == "EVALSHA")
        #expect(words(of: command) == ["EVALSHA", script.sha1, "1", "k", "7", "x"])
        let complete = try #require(command.request.argumentsWithScriptText)
        #expect(words(of: complete) == ["EVAL", "return ARGV[1]", "1", "k", "7", "x"])
        #expect(complete.keys(at: command.traits.keys).map { String(buffer: $0) } == ["k"])
        #expect(Command<String>.evalsha(script.sha1, as: String.self).request.argumentsWithScriptText == nil)
    }

    @Test func aScriptThatOnlyReadsIsSentAsSuch() throws {
        let command = Command<Int>.run(Script("return 1", isReadOnly: true), as: Int.self)
        #expect(command.name == "EVALSHA_RO")
        #expect(command.traits.flags.contains(.readOnly))
        let complete = try #require(command.request.argumentsWithScriptText)
        #expect(words(of: complete) == ["EVAL_RO", "return 1", "0"])
    }

    @Test func ofCommandsTogetherTheFirstThatRunsAScriptBringsItsText() {
        let (add, read) = (Script("return 1"), Script("return 2", isReadOnly: true))
        let requests = [
            Command.get("a").request, Command<Int>.run(add, keys: ["a"], as: Int.self).request,
            Command<Int>.run(read, keys: ["b"], as: Int.self).request,
            Command<Int>.run(add, keys: ["c"], as: Int.self).request,
        ]
        let sent = requests.argumentsWithScripts.map { words(of: $0) }
        #expect(
            sent == [
                ["GET", "a"], ["EVAL", "return 1", "1", "a"], ["EVAL_RO", "return 2", "1", "b"],
                ["EVALSHA", add.sha1, "1", "c"],
            ])
        let withoutScripts = [requests[0], requests[0]].argumentsWithScripts.map { words(of: $0) }
        #expect(withoutScripts == [["GET", "a"], ["GET", "a"]])
    }

    private func words<Response>(of command: Command<Response>) -> [String] { words(of: command.arguments) }

    private func words(of arguments: CommandArguments) -> [String] { arguments.words.map { String(buffer: $0) } }
}
