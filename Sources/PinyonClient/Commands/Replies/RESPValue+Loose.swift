internal import NIOCore

/// Readings that say nil instead of throwing, for replies whose form differs between servers and their versions.
extension RESPValue {
    /// A text of any kind, or a number as text. Bytes that aren't UTF-8 are replaced.
    package var looseText: String? {
        switch unattributed {
        case .integer(let number): String(number)
        case .double(let number): String(describing: number)
        case .boolean(let isTrue): isTrue ? "1" : "0"
        default: text.map { String(buffer: $0) }
        }
    }

    /// An integer, or the decimal digits of one.
    package var looseInteger: Int? {
        switch unattributed {
        case .integer(let number): number
        case .double(let number): Int(exactly: number)
        case .boolean(let isTrue): isTrue ? 1 : 0
        default: text.flatMap { Int(String(buffer: $0)) }
        }
    }

    /// A number of any kind, or a text that is one.
    package var looseNumber: Double? {
        switch unattributed {
        case .integer(let number): Double(number)
        case .double(let number): number
        case .boolean(let isTrue): isTrue ? 1 : 0
        default: text.flatMap { Double(String(buffer: $0)) }
        }
    }

    /// Whether there is no value.
    package var isNull: Bool {
        if case .null = unattributed { return true }
        return false
    }

    /// Whether it is a map of RESP3.
    package var isMap: Bool {
        if case .map = unattributed { return true }
        return false
    }
}
