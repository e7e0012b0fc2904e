/// Numbers as the protocol writes them, from bytes that a peer chose.
enum WireNumbers {
    /// A 64-bit integer: digits, perhaps after one sign.
    static func integer(_ digits: Span<UInt8>) throws(WireError) -> Int {
        let isNegative = digits.count > 0 && digits[0] == UInt8(ascii: "-")
        let hasSign = isNegative || digits.count > 0 && digits[0] == UInt8(ascii: "+")
        guard digits.count > (hasSign ? 1 : 0) else { throw WireError("an integer has no digits") }
        // Collected as a negative number, of which there is one more.
        var value = 0
        var index = hasSign ? 1 : 0
        while index < digits.count {
            guard let digit = digit(digits[index]) else { throw WireError("an integer holds something else") }
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (next, underflow) = tens.subtractingReportingOverflow(digit)
            guard !overflow, !underflow else { throw WireError("an integer has more than 64 bits") }
            value = next
            index += 1
        }
        if isNegative { return value }
        guard value > Int.min else { throw WireError("an integer has more than 64 bits") }
        return -value
    }

    /// A length: digits without a sign and without leading zeros, or -1 for no value, which is nil here.
    static func length(_ digits: Span<UInt8>) throws(WireError) -> Int? {
        guard digits.count > 0 else { throw WireError("a length has no digits") }
        if digits[0] == UInt8(ascii: "-") {
            guard digits.count == 2, digits[1] == UInt8(ascii: "1") else { throw WireError("a length is negative") }
            return nil
        }
        guard digits[0] != UInt8(ascii: "0") || digits.count == 1 else { throw WireError("a length starts with 0") }
        var value = 0
        var index = 0
        while index < digits.count {
            guard let digit = digit(digits[index]) else { throw WireError("a length holds something else than digits") }
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (next, tooMuch) = tens.addingReportingOverflow(digit)
            guard !overflow, !tooMuch else { throw WireError("a length is out of range") }
            value = next
            index += 1
        }
        return value
    }

    /// A floating-point number. The grammar is checked first, because Swift reads more than the protocol allows.
    static func double(_ text: Span<UInt8>) throws(WireError) -> Double {
        var index = 0
        let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
        if isNegative || text.count > 0 && text[0] == UInt8(ascii: "+") { index = 1 }
        if let special = special(text, from: index) { return isNegative ? -special : special }
        let whole = try digits(text, &index)
        var fraction = index..<index
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            fraction = try digits(text, &index)
        }
        if index == text.count, let value = short(text, whole, fraction) { return isNegative ? -value : value }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") { index += 1 }
            _ = try digits(text, &index)
        }
        guard index == text.count, let value = Double(string(text)) else { throw WireError("a double is malformed") }
        return value
    }

    /// The value of at most 15 digits. They and the power of ten are exact as doubles, so the quotient is rounded only
    /// once, and thus right.
    private static func short(_ text: Span<UInt8>, _ whole: Range<Int>, _ fraction: Range<Int>) -> Double? {
        guard whole.count + fraction.count <= 15 else { return nil }
        var digits = 0
        for index in whole { digits = digits * 10 + Int(text[index] &- UInt8(ascii: "0")) }
        var scale = 1
        for index in fraction {
            digits = digits * 10 + Int(text[index] &- UInt8(ascii: "0"))
            scale *= 10
        }
        return Double(digits) / Double(scale)
    }

    /// Checks that a number of any length is digits, perhaps after one sign.
    static func checkBigNumber(_ text: Span<UInt8>) throws(WireError) {
        var index = text.count > 0 && (text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+")) ? 1 : 0
        _ = try digits(text, &index)
        guard index == text.count else { throw WireError("a big number holds something else than digits") }
    }

    /// Infinity, or not-a-number in any of the ways in which C libraries write it.
    private static func special(_ text: Span<UInt8>, from start: Int) -> Double? {
        guard text.count >= start + 3 else { return nil }
        let word = (text[start] | 0x20, text[start + 1] | 0x20, text[start + 2] | 0x20)
        if word == (UInt8(ascii: "i"), UInt8(ascii: "n"), UInt8(ascii: "f")), text.count == start + 3 {
            return .infinity
        }
        guard word == (UInt8(ascii: "n"), UInt8(ascii: "a"), UInt8(ascii: "n")) else { return nil }
        let isBare = text.count == start + 3
        let hasPayload =
            text.count >= start + 5 && text[start + 3] == UInt8(ascii: "(")
            && text[text.count - 1] == UInt8(ascii: ")")
        return isBare || hasPayload ? .nan : nil
    }

    /// Where the digits at an index are; it moves behind them.
    private static func digits(_ text: Span<UInt8>, _ index: inout Int) throws(WireError) -> Range<Int> {
        let start = index
        while index < text.count, digit(text[index]) != nil { index += 1 }
        guard index > start else { throw WireError("a number has no digits where some belong") }
        return start..<index
    }

    private static func digit(_ byte: UInt8) -> Int? {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte &- UInt8(ascii: "0")) : nil
    }

    private static func string(_ text: Span<UInt8>) -> String {
        String(unsafeUninitializedCapacity: text.count) { storage in
            for index in 0..<text.count { storage[index] = text[index] }
            return text.count
        }
    }
}
