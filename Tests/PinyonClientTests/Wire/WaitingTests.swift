import NIOCore
import PinyonClient
import Testing

/// What a decoder knows of the reply that it has a part of.
struct WaitingTests {
    private func decoder(after text: String) throws -> RESPDecoder {
        var decoder = RESPDecoder()
        decoder.append(ByteBuffer(string: text))
        while try decoder.next() != nil {}
        return decoder
    }

    @Test("between replies nothing is known to come", arguments: ["", "+OK\r\n", "*0\r\n", ">1\r\n+kind\r\n"])
    func between(text: String) throws {
        let decoder = try decoder(after: text)
        #expect(decoder.isBetweenReplies)
        #expect(!decoder.isWaiting(forAtLeast: 1))
    }

    @Test(
        "a part of a reply is not between replies",
        arguments: [
            "+", "$", "$5\r\nhell", "*1\r\n", "*?\r\n", "$?\r\n", "|1\r\n+a\r\n:1\r\n", ">1\r\n", "+OK\r\n+",
            "%1\r\n+a\r\n",
        ])
    func inside(text: String) throws {
        #expect(try !decoder(after: text).isBetweenReplies)
    }

    @Test("a string is known to take its length and a line break")
    func string() throws {
        let decoder = try decoder(after: "$1000\r\n" + String(repeating: "x", count: 300))
        #expect(decoder.isWaiting(forAtLeast: 702))
        #expect(!decoder.isWaiting(forAtLeast: 703))
    }

    @Test("bytes that were read but not decoded yet are not waited for")
    func undecoded() throws {
        var decoder = try decoder(after: "$1000\r\n")
        decoder.append(ByteBuffer(string: String(repeating: "x", count: 300)))
        #expect(decoder.isWaiting(forAtLeast: 702))
        #expect(!decoder.isWaiting(forAtLeast: 703))
    }

    @Test("a value in an array is known to take three bytes")
    func elements() throws {
        let decoder = try decoder(after: "*1000\r\n:1\r\n")
        #expect(decoder.isWaiting(forAtLeast: 2997))
        #expect(!decoder.isWaiting(forAtLeast: 2998))
    }

    @Test("of a streamed value nothing is known", arguments: ["*?\r\n:1\r\n", "$?\r\n;1\r\nx\r\n", "+text"])
    func streamed(text: String) throws {
        #expect(try !decoder(after: text).isWaiting(forAtLeast: 1))
    }

    @Test("after an error nothing is waited for, and reads are dropped")
    func broken() throws {
        var decoder = RESPDecoder()
        decoder.append(ByteBuffer(string: "*1\r\n?"))
        #expect(throws: WireError.self) { try decoder.next() }
        #expect(!decoder.isBetweenReplies)
        #expect(!decoder.isWaiting(forAtLeast: 1))
    }

    @Test("several reads may come before any is decoded")
    func severalReads() throws {
        var decoder = RESPDecoder()
        for text in ["+O", "K\r", "\n$3\r\na", "bc\r\n:1", "\r\n"] { decoder.append(ByteBuffer(string: text)) }
        var frames: [String] = []
        while let frame = try decoder.next() { frames.append(frame.notation) }
        #expect(frames == ["+OK", #""abc""#, "1"])
    }
}
