import NIOCore
import PinyonClient
import Testing

/// How long a line may get without its end.
struct LimitTests {
    @Test("a length, count or integer has at most 32 bytes", arguments: [":", "$", "*", "%", "~", ">", "|", "!", "="])
    func shortLines(type: Character) {
        // Zeros in front are only legal in integers, where the line may be as long as the limit.
        let atLimit = Decoded([Array("\(type)\(String(repeating: "1", count: 32))".utf8)])
        #expect(atLimit.end == .inside)
        let beyond = Decoded([Array("\(type)\(String(repeating: "1", count: 33))".utf8)])
        #expect(beyond.end == .broken)
        #expect(beyond.reason.contains("32 bytes"))
        let endless = [UInt8](repeating: UInt8(ascii: "1"), count: 64 << 10)
        #expect(Decoded([Array("\(type)".utf8) + endless]) == beyond)
    }

    @Test("an integer may use all 32 bytes")
    func longestInteger() {
        let zeros = String(repeating: "0", count: 31)
        #expect(Decoded([Array(":\(zeros)7\r\n".utf8)]).frames == ["7"])
        #expect(Decoded([Array(":0\(zeros)7\r\n".utf8)]).end == .broken)
    }

    @Test("a text line has at most 64 KiB", arguments: ["+", "-", "(", ","])
    func longLines(type: Character) {
        let limit = 64 << 10
        let atLimit = Array("\(type)".utf8) + [UInt8](repeating: UInt8(ascii: "1"), count: limit)
        #expect(Decoded([atLimit]).end == .inside)
        #expect(Decoded([atLimit + Array("\r\n".utf8)]).frames.count == 1)
        #expect(Decoded([atLimit + Array("1\r\n".utf8)]).end == .broken)
        let endless = atLimit + [UInt8](repeating: UInt8(ascii: "1"), count: 1 << 20)
        for size in [1000, 4096, endless.count] {
            let decoded = Decoded(endless.reads(of: size))
            #expect(decoded.end == .broken)
            #expect(decoded.reason.contains("65536 bytes"))
        }
    }

    @Test("a text line's limit can be set")
    func otherLimit() {
        let limits = RESPLimits(line: 4)
        #expect(Decoded([Array("+abcd\r\n".utf8)], limits: limits).frames == ["+abcd"])
        #expect(Decoded([Array("+abcde".utf8)], limits: limits).end == .broken)
        #expect(Decoded([Array("+12345\r\n".utf8)], limits: limits).end == .broken)
        #expect(Decoded([Array(",12345\r\n".utf8)], limits: limits).end == .broken)
        // Lengths don't get longer with it, nor shorter.
        #expect(Decoded([Array(":1234567\r\n".utf8)], limits: limits).frames == ["1234567"])
    }

    @Test("an attribute is part of its reply's size")
    func attributesCount() {
        let limits = RESPLimits(reply: 40)
        let attribute = Array("|1\r\n+a\r\n:1\r\n".utf8)
        let some = Decoded([attribute + attribute + Array(":1\r\n".utf8)], limits: limits)
        #expect(some.frames.count == 1)
        let endless = Decoded([attribute + attribute + attribute + attribute], limits: limits)
        #expect(endless.end == .broken)
        #expect(endless.reason.contains("more than 40 bytes"))
    }
}
