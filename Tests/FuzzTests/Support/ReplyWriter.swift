import NIOCore
import PinyonClient

/// Writes replies as RESP3 in one way for each, so that replies are the same in every detail exactly if their bytes
/// are.
struct ReplyWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ frame: RESPFrame) {
        switch frame {
        case .reply(let value):
            write(value)
        case .push(let push):
            writeLine(">\(push.values.count + 1)")
            writeString("$", push.kind.utf8)
            for value in push.values { write(value) }
        }
    }

    private mutating func write(_ value: RESPValue) {
        switch value {
        case .null: writeLine("_")
        case .simpleString(let text): writeLine("+", text)
        case .error(let error): writeString("!", error.description.utf8)
        case .integer(let number): writeLine(":\(number)")
        case .bulkString(let text): writeString("$", text.readableBytesView)
        case .boolean(let isTrue): writeLine(isTrue ? "#t" : "#f")
        case .double(let number): writeLine(number.isNaN ? ",nan" : ",\(number)")
        case .bigNumber(let digits): writeLine("(", digits)
        case .verbatimString(let text): writeString("=", text.wire.readableBytesView)
        case .array(let values): write("*", values)
        case .set(let values): write("~", values)
        case .map(let pairs): write("%", pairs)
        case .attributed(let value, let attributes):
            write("|", attributes)
            write(value)
        }
    }

    private mutating func write(_ type: String, _ values: [RESPValue]) {
        writeLine("\(type)\(values.count)")
        for value in values { write(value) }
    }

    private mutating func write(_ type: String, _ pairs: [RESPPair]) {
        writeLine("\(type)\(pairs.count)")
        for pair in pairs {
            write(pair.key)
            write(pair.value)
        }
    }

    private mutating func writeString(_ type: String, _ content: some Collection<UInt8>) {
        writeLine("\(type)\(content.count)")
        bytes += content
        bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }

    private mutating func writeLine(_ line: String, _ content: ByteBuffer = ByteBuffer()) {
        bytes += line.utf8
        bytes += content.readableBytesView
        bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }
}
