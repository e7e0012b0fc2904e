import NIOCore
import PinyonClient
import Testing

/// What commands are on the wire.
struct CommandArgumentsTests {
    /// The words that a server reads, the name first.
    private func words(_ arguments: CommandArguments) throws -> [[UInt8]] {
        var decoder = RESPDecoder()
        decoder.append(ByteBuffer(string: "*\(arguments.count)\r\n"))
        decoder.append(arguments.bytes)
        guard case .reply(.array(let words)) = try decoder.next() else {
            Issue.record("\(arguments.count) words don't fit \(arguments.bytes.notation)")
            return []
        }
        #expect(decoder.isBetweenReplies)
        return try words.map { word in
            guard case .bulkString(let bytes) = word else { throw WireError("a word is no string") }
            return Array(bytes.readableBytesView)
        }
    }

    private func arguments(_ build: (inout CommandArguments) -> Void) -> CommandArguments {
        Command<RESPValue>(CommandTraits("ECHO"), arguments: build).arguments
    }

    @Test("a command is its words behind their lengths")
    func shape() {
        let arguments = Command<RESPValue>(CommandTraits("CONFIG SET")) {
            $0.append("maxmemory")
            $0.append(100)
        }.arguments
        #expect(String(buffer: arguments.bytes) == "$6\r\nCONFIG\r\n$3\r\nSET\r\n$9\r\nmaxmemory\r\n$3\r\n100\r\n")
        #expect(arguments.count == 4)
        #expect(arguments.problem == nil)
    }

    @Test(
        "lengths are in bytes", arguments: ["", "a", "é", "e\u{301}", "👩‍👩‍👧", "\r\n", "\0", "日本語", "*1\r\n$4\r\nQUIT\r\n"])
    func unicode(text: String) throws {
        let expected = Array(text.utf8)
        let arguments = arguments {
            $0.append(text)
            $0.append("x\(text)"[...].dropFirst())
            $0.append(expected)
            $0.append(([1] + expected)[1...])
            $0.append(ByteBuffer(bytes: expected))
        }
        #expect(try words(arguments).dropFirst() == [expected, expected, expected, expected, expected])
    }

    @Test("of a buffer the readable bytes are sent")
    func bufferPart() throws {
        var buffer = ByteBuffer(string: "abcdef")
        buffer.moveReaderIndex(forwardBy: 2)
        buffer.moveWriterIndex(to: 5)
        let arguments = arguments { $0.append(buffer) }
        #expect(try words(arguments).last == Array("cde".utf8))
    }

    @Test("any bytes arrive as they are, at every length about a power of ten or two")
    func lengths() throws {
        var random = SeededRandom(seed: testSeed)
        for power in [1, 2, 8, 10, 16, 64, 100, 128, 256, 1000, 1024, 4096, 10_000, 65_536, 100_000, 1_000_000] {
            for length in [power - 1, power, power + 1] {
                let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                let arguments = arguments { $0.append(bytes) }
                #expect(try words(arguments).last == bytes, "\(length) bytes; \(repetition)")
            }
        }
    }

    @Test("integers are their decimal digits")
    func integers() throws {
        let arguments = arguments {
            $0.append(Int.min)
            $0.append(Int.max)
            $0.append(0)
            $0.append(Int64.min)
            $0.append(UInt64.max)
            $0.append(UInt8(7))
        }
        let texts = try words(arguments).dropFirst().map { String(decoding: $0, as: UTF8.self) }
        #expect(
            texts == [
                "-9223372036854775808", "9223372036854775807", "0", "-9223372036854775808", "18446744073709551615", "7",
            ])
    }

    @Test("doubles read back as the same number")
    func doubles() throws {
        var random = SeededRandom(seed: testSeed)
        let some: [Double] = [
            0, -0.0, 1, 0.1, 1 / 3, .pi, 1e300, .leastNonzeroMagnitude, 1e16, 123_456_789_012_345_680, .infinity,
            -.infinity,
        ]
        let more = (0..<10_000).map { _ in Double(bitPattern: random.next()) }.filter { !$0.isNaN }
        let arguments = arguments { for number in some + more { $0.append(number) } }
        let texts = try words(arguments).dropFirst().map { String(decoding: $0, as: UTF8.self) }
        for (number, text) in zip(some + more, texts) {
            let back = Decoded([Array(",\(text)\r\n".utf8)]).frames
            #expect(Double(text)?.bitPattern == number.bitPattern, "\(text); \(repetition)")
            #expect(back == [RESPValue.double(number).notation], "\(text); \(repetition)")
        }
        #expect(texts.prefix(2) == ["0.0", "-0.0"])
        #expect(texts.contains("inf") && texts.contains("-inf"))
    }

    @Test("an array is its elements, an empty one nothing, an array of bytes one argument")
    func arrays() throws {
        let arguments = arguments {
            $0.append(["a", "b"])
            $0.append([String]())
            $0.append([Int]()[...])
            $0.append([1, 2][...])
            $0.append([UInt8]())
            $0.append([[UInt8]("x".utf8), [UInt8]("yz".utf8)])
        }
        let texts = try words(arguments).dropFirst().map { String(decoding: $0, as: UTF8.self) }
        #expect(texts == ["a", "b", "1", "2", "", "x", "yz"])
    }

    private struct Point: CommandArgument {
        var x: Int
        var y: Int
        func append(to arguments: inout CommandArguments) {
            arguments.append(x)
            arguments.append(y)
        }
    }

    private struct Nothing: CommandArgument {
        func append(to arguments: inout CommandArguments) {}
    }

    @Test("types of one's own may be several arguments or none")
    func ownTypes() throws {
        let arguments = arguments {
            $0.append(Point(x: 1, y: -2))
            $0.append(Nothing())
            $0.append([Point(x: 3, y: 4), Point(x: 5, y: 6)])
        }
        let texts = try words(arguments).dropFirst().map { String(decoding: $0, as: UTF8.self) }
        #expect(texts == ["1", "-2", "3", "4", "5", "6"])
    }

    @Test("the first failure is why a command can't be sent")
    func failures() {
        let arguments = arguments {
            $0.append("a")
            $0.fail("it can't be encoded")
            $0.append("b")
            $0.fail("another reason")
        }
        #expect(arguments.problem == "it can't be encoded")
    }

    @Test("an argument of more than 512 MiB can't be sent")
    func tooLarge() throws {
        // Nothing of it is touched, so it takes no memory.
        let large = UnsafeMutableRawBufferPointer.allocate(
            byteCount: CommandArguments.largestArgument + 1, alignment: 1)
        defer { large.deallocate() }
        let arguments = arguments { $0.append(bytes: UnsafeRawBufferPointer(large)) }
        let problem = try #require(arguments.problem)
        #expect(problem.contains("536870913 bytes"))
        #expect(arguments.count == 1)
        #expect(arguments.bytes.readableBytes < 100)
    }

    @Test("without a word there is nothing to send")
    func noWords() {
        #expect(CommandArguments(encodedName: [], words: 0).problem != nil)
        var arguments = CommandArguments(encodedName: [], words: 0)
        arguments.append("PING")
        #expect(arguments.problem == nil)
    }
}
