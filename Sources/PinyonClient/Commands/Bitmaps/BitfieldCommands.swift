/// A number of so many bits in a string.
public struct BitfieldInteger: Sendable, Hashable, CommandArgument {
    private let code: String

    /// A number with a sign, of 1 to 64 bits.
    public static func signed(_ bits: Int) -> BitfieldInteger { BitfieldInteger(code: "i\(bits)") }

    /// A number without a sign, of 1 to 63 bits.
    public static func unsigned(_ bits: Int) -> BitfieldInteger { BitfieldInteger(code: "u\(bits)") }

    /// Adds the server's word for it.
    public func append(to arguments: inout CommandArguments) { arguments.append(code) }
}

/// Where a number is in a string.
public enum BitfieldOffset: Sendable, Hashable, CommandArgument {
    /// From a bit on, counted from 0 at the first byte's highest.
    case bit(Int)
    /// At a place in an array of such numbers, counted from 0.
    case element(Int)

    /// Adds the server's form of it.
    public func append(to arguments: inout CommandArguments) {
        switch self {
        case .bit(let index): arguments.append(index)
        case .element(let index): arguments.append("#\(index)")
        }
    }
}

/// What becomes of a number that doesn't fit its bits.
public enum BitfieldOverflow: String, Sendable, Hashable, CaseIterable {
    /// The highest bits are lost.
    case wrap = "WRAP"
    /// It becomes the largest, or the smallest, that fits.
    case saturate = "SAT"
    /// Nothing is done, and nil returned for it.
    case fail = "FAIL"
}

/// Something that is done with a number in a string.
public struct BitfieldOperation: Sendable, Hashable {
    private enum Kind: Hashable {
        case get
        case set(Int)
        case increment(Int)
    }

    private let kind: Kind
    private let integer: BitfieldInteger
    private let offset: BitfieldOffset
    private let overflow: BitfieldOverflow

    /// Returns the number.
    public static func get(_ integer: BitfieldInteger, _ offset: BitfieldOffset) -> BitfieldOperation {
        BitfieldOperation(kind: .get, integer: integer, offset: offset, overflow: .wrap)
    }

    /// Sets the number, and returns what it was.
    ///
    /// - Parameters:
    ///   - integer: What kind of number it is.
    ///   - offset: Where it is.
    ///   - value: Its new value.
    ///   - overflow: What is done if that doesn't fit. Default: the highest bits are lost.
    public static func set(
        _ integer: BitfieldInteger, _ offset: BitfieldOffset, to value: Int, overflow: BitfieldOverflow = .wrap
    ) -> BitfieldOperation {
        BitfieldOperation(kind: .set(value), integer: integer, offset: offset, overflow: overflow)
    }

    /// Adds to the number, and returns the sum.
    ///
    /// - Parameters:
    ///   - integer: What kind of number it is.
    ///   - offset: Where it is.
    ///   - amount: What is added; negative to subtract.
    ///   - overflow: What is done if the sum doesn't fit. Default: the highest bits are lost.
    public static func increment(
        _ integer: BitfieldInteger, _ offset: BitfieldOffset, by amount: Int, overflow: BitfieldOverflow = .wrap
    ) -> BitfieldOperation {
        BitfieldOperation(kind: .increment(amount), integer: integer, offset: offset, overflow: overflow)
    }

    /// Adds the operation's words, with the word for the overflow where that changes.
    fileprivate func append(to arguments: inout CommandArguments, present: inout BitfieldOverflow) {
        if kind != .get, overflow != present {
            arguments.append("OVERFLOW", overflow.rawValue)
            present = overflow
        }
        switch kind {
        case .get: arguments.appendWords("GET", integer, offset)
        case .set(let value): arguments.appendWords("SET", integer, offset, value)
        case .increment(let amount): arguments.appendWords("INCRBY", integer, offset, amount)
        }
    }
}

/// A number that is read from a string.
public struct BitfieldRead: Sendable, Hashable, CommandArgument {
    private let integer: BitfieldInteger
    private let offset: BitfieldOffset

    /// A number.
    ///
    /// - Parameters:
    ///   - integer: What kind of number it is.
    ///   - offset: Where it is.
    public init(_ integer: BitfieldInteger, _ offset: BitfieldOffset) {
        self.integer = integer
        self.offset = offset
    }

    /// Adds the three words for it.
    public func append(to arguments: inout CommandArguments) { arguments.appendWords("GET", integer, offset) }
}

extension Command {
    // The result is often of no use.
    /// Reads and changes numbers in a string, which grows as needed; returns a number for each operation, nil where one
    /// failed.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - operations: What is done, one after the other.
    public static func bitfield(_ key: some CommandArgument, _ operations: [BitfieldOperation]) -> Command
    where Response == [Int?] {
        Command(.bitfield) {
            $0.appendOne(key)
            var overflow = BitfieldOverflow.wrap
            for operation in operations { operation.append(to: &$0, present: &overflow) }
        }
    }

    /// Reads numbers in a string, in a way that a replica may answer.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - numbers: The numbers.
    public static func bitfieldRO(_ key: some CommandArgument, _ numbers: [BitfieldRead]) -> Command
    where Response == [Int] {
        Command(.bitfieldRO) {
            $0.appendOne(key)
            $0.append(numbers)
        }
    }
}
