import NIOCore
import PinyonClient

/// A value for tests: texts, numbers, arrays and nothing are written as such.
enum Recorded: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    case value(RESPValue)

    init(stringLiteral text: String) { self = .value(.bulkString(ByteBuffer(string: text))) }
    init(integerLiteral number: Int) { self = .value(.integer(number)) }
    init(nilLiteral: ()) { self = .value(.null) }
    init(arrayLiteral elements: Recorded...) { self = .value(.array(elements.map(\.value))) }
    init(dictionaryLiteral elements: (Recorded, Recorded)...) {
        self = .value(.map(elements.map { RESPPair(key: $0.value, value: $1.value) }))
    }

    var value: RESPValue {
        switch self {
        case .value(let value): value
        }
    }
}

/// A reply in the form in which it came over the wire, written as literals.
func recorded(_ reply: Recorded) -> RESPValue { reply.value }

/// A reply that is a text.
func recorded(text: String) -> RESPValue { .bulkString(ByteBuffer(string: text)) }
