import NIOCore
import PinyonClient
import Testing

struct CommandFuzzTests {
    @Test("a server reads the words of a command as they were given")
    func words() {
        Campaign().run(share: 0.1, "CommandFuzzTests/words") { random in
            let words = (0..<random.below(20)).map { _ in (0..<random.size()).map { _ in random.byte() } }
            let arguments = Command<RESPValue>(CommandTraits("ECHO")) { encoded in
                for word in words { encoded.append(word) }
            }.arguments
            let expected = [Array("ECHO".utf8)] + words
            let observation = Observation(Array("*\(arguments.count)\r\n".utf8) + arguments.bytes.readableBytesView)
            let values = expected.map { RESPValue.bulkString(ByteBuffer(bytes: $0)) }
            return observation.frames == [.reply(.array(values))] ? nil : "\(words)"
        }
    }
}
