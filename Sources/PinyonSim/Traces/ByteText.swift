/// Bytes of a text file, looked at without making strings of them.
extension UnsafeRawBufferPointer {
    /// The bytes of a range, from 0 again.
    @inline(__always)
    func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[range])
    }

    /// Whether there is nothing but spaces and tabs.
    var isBlank: Bool { allSatisfy { $0 == ASCII.space || $0 == ASCII.tab } }

    /// Without spaces and tabs at either end.
    var trimmed: UnsafeRawBufferPointer {
        var start = 0
        var end = count
        while start < end, self[start] == ASCII.space || self[start] == ASCII.tab { start += 1 }
        while end > start, self[end - 1] == ASCII.space || self[end - 1] == ASCII.tab { end -= 1 }
        return slice(start..<end)
    }

    /// Compares these bytes with a name, the case of ASCII letters aside.
    ///
    /// - Parameter name: The name in lower case.
    /// - Returns: Whether they are the same.
    func isName(_ name: StaticString) -> Bool {
        guard name.utf8CodeUnitCount == count else { return false }
        for offset in 0..<count where ASCII.lowercased(self[offset]) != name.utf8Start[offset] { return false }
        return true
    }

    /// Whether every byte is ASCII and none is NUL: looked at in words of eight bytes.
    @inline(__always)
    var isPlainASCII: Bool {
        var offset = 0
        var high: UInt64 = 0
        while count - offset >= 8 {
            let word = loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            // The subtraction borrows into the top bit of each byte that is zero.
            high |= word | (word &- 0x0101_0101_0101_0101)
            offset += 8
        }
        while offset < count {
            let byte = self[offset]
            high |= UInt64(byte | (byte &- 1))
            offset += 1
        }
        return high & 0x8080_8080_8080_8080 == 0
    }

    /// Whether these bytes are UTF-8 without a NUL.
    var isText: Bool {
        if isPlainASCII { return true }
        return !contains(0) && String(validating: bindMemory(to: UInt8.self), as: UTF8.self) != nil
    }
}

/// The ASCII codes that the formats give a meaning to.
enum ASCII {
    static let tab = UInt8(ascii: "\t")
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let asterisk = UInt8(ascii: "*")
    static let comma = UInt8(ascii: ",")
    static let minus = UInt8(ascii: "-")
    static let point = UInt8(ascii: ".")
    static let zero = UInt8(ascii: "0")

    /// A letter in lower case; other bytes as they are.
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
