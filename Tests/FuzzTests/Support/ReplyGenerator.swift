import NIOCore
import PinyonClient

/// Makes up replies and pushes of all types, as bytes and as what a decoder must make of them.
struct ReplyGenerator {
    /// The bytes so far.
    private(set) var bytes: [UInt8] = []
    /// What is to come out of them.
    private(set) var frames: [RESPFrame] = []
    private var random: SeededRandom
    /// How many values may still be made, so that trees end.
    private var budget: Int

    init(random: inout SeededRandom) {
        self.random = SeededRandom(seed: random.next())
        budget = 1 + self.random.size()
    }

    /// Adds a reply, perhaps behind pushes.
    mutating func addReply() {
        let reply = value(depth: 0)
        frames.append(.reply(reply))
    }

    /// A value with what may stand in front of it.
    private mutating func value(depth: Int) -> RESPValue {
        budget -= 1
        var attributes: [RESPPair] = []
        while random.oneIn(12), budget > 0 {
            if random.oneIn(2) {
                push(depth: depth)
                // Attributes in front of a push are the push's.
                attributes = []
            } else {
                attributes += attribute(depth: depth)
            }
        }
        let value = bareValue(depth: depth)
        return attributes.isEmpty ? value : .attributed(value, attributes: attributes)
    }

    private mutating func bareValue(depth: Int) -> RESPValue {
        guard budget > 0, depth < 12, random.oneIn(3) else { return leaf() }
        switch random.below(3) {
        case 0: return .array(values(of: "*", depth: depth))
        case 1: return .set(values(of: "~", depth: depth))
        default: return .map(map(depth: depth))
        }
    }

    private mutating func push(depth: Int) {
        let count = random.below(4)
        line(">\(count)")
        guard count > 0 else { return }
        let kind = ["message", "invalidate", "a kind that nobody knows", ""][random.below(4)]
        if random.oneIn(2), !kind.isEmpty { line("+\(kind)") } else { string("$", Array(kind.utf8)) }
        let elements = [.bulkString(ByteBuffer(string: kind))] + (1..<count).map { _ in value(depth: depth + 1) }
        if let push = RESPPush(elements: elements) { frames.append(.push(push)) }
    }

    private mutating func attribute(depth: Int) -> [RESPPair] {
        let count = random.below(3)
        line("|\(count)")
        return pairs(count, depth: depth)
    }

    private mutating func values(of type: String, depth: Int) -> [RESPValue] {
        let count = random.size()
        let isStreamed = random.oneIn(4)
        line(isStreamed ? "\(type)?" : "\(type)\(count)")
        let values = (0..<count).map { _ in value(depth: depth + 1) }
        if isStreamed { line(".") }
        return values
    }

    private mutating func map(depth: Int) -> [RESPPair] {
        let count = random.size() / 2
        let isStreamed = random.oneIn(4)
        line(isStreamed ? "%?" : "%\(count)")
        let pairs = pairs(count, depth: depth)
        if isStreamed { line(".") }
        return pairs
    }

    private mutating func pairs(_ count: Int, depth: Int) -> [RESPPair] {
        (0..<count).map { _ in
            let key = value(depth: depth + 1)
            return RESPPair(key: key, value: value(depth: depth + 1))
        }
    }
}

extension ReplyGenerator {
    /// A value without parts.
    private mutating func leaf() -> RESPValue {
        switch random.below(14) {
        case 0: return text { .simpleString($0) }
        case 1: return error()
        case 2, 3: return integer()
        case 4, 5, 6: return .bulkString(string("$", anyBytes()))
        case 7:
            line(["_", "$-1", "*-1"][random.below(3)])
            return .null
        case 8:
            let isTrue = random.oneIn(2)
            line(isTrue ? "#t" : "#f")
            return .boolean(isTrue)
        case 9: return double()
        case 10: return bigNumber()
        case 11: return verbatimString()
        case 12: return chunks()
        default: return longError()
        }
    }

    private mutating func text(_ make: (ByteBuffer) -> RESPValue) -> RESPValue {
        let text = anyBytes().filter { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        bytes.append(UInt8(ascii: "+"))
        bytes += text
        line("")
        return make(ByteBuffer(bytes: text))
    }

    private mutating func error() -> RESPValue {
        let code = ["ERR", "WRONGTYPE", "", "MOVED"][random.below(4)]
        let message = ["", "a message", " two  spaces ", "é"][random.below(4)]
        line(message.isEmpty ? "-\(code)" : "-\(code) \(message)")
        return .error(ServerError(code: code, message: message))
    }

    private mutating func longError() -> RESPValue {
        let message = "two\r\nlines \(random.below(1000))"
        string("!", Array("ERR \(message)".utf8))
        return .error(ServerError(code: "ERR", message: message))
    }

    private mutating func integer() -> RESPValue {
        let number = Int(truncatingIfNeeded: random.next()) >> random.below(64)
        let sign = number >= 0 && random.oneIn(8) ? "+" : ""
        line(":\(sign)\(number)")
        return .integer(number)
    }

    private mutating func double() -> RESPValue {
        let number: Double =
            switch random.below(4) {
            case 0: Double(bitPattern: random.next())
            case 1: Double(Int64(bitPattern: random.next()) >> Int64(random.below(64))) / 1000
            case 2: Double(random.below(1000))
            default: [.infinity, -.infinity, .nan, -0.0][random.below(4)]
            }
        line(number.isNaN ? [",nan", ",-nan", ",NaN(7)"][random.below(3)] : ",\(number)")
        return .double(number)
    }

    private mutating func bigNumber() -> RESPValue {
        let sign = ["", "-", "+"][random.below(3)]
        let digits = (0...random.size()).map { _ in String(random.below(10)) }.joined()
        line("(\(sign)\(digits)")
        return .bigNumber(ByteBuffer(string: sign + digits))
    }

    private mutating func verbatimString() -> RESPValue {
        let text = Array(["txt:", "mkd:"][random.below(2)].utf8) + anyBytes()
        string("=", text)
        return VerbatimString(wire: ByteBuffer(bytes: text)).map { .verbatimString($0) } ?? .null
    }

    private mutating func chunks() -> RESPValue {
        line("$?")
        var whole = ByteBuffer()
        for _ in 0..<random.below(5) {
            let chunk = anyBytes() + [random.byte()]
            string(";", chunk)
            whole.writeBytes(chunk)
        }
        line(";0")
        return .bulkString(whole)
    }

    private mutating func anyBytes() -> [UInt8] {
        let count = random.size()
        guard random.oneIn(3) else { return (0..<count).map { _ in UInt8(ascii: "a") + random.byte() % 26 } }
        return (0..<count).map { _ in random.oneIn(4) ? Self.special[random.below(Self.special.count)] : random.byte() }
    }

    private static let special = Array("\r\n$*:;.|>".utf8)

    @discardableResult
    private mutating func string(_ type: String, _ content: [UInt8]) -> ByteBuffer {
        line("\(type)\(content.count)")
        bytes += content
        line("")
        return ByteBuffer(bytes: content)
    }

    private mutating func line(_ text: String) {
        bytes += text.utf8
        bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }
}
