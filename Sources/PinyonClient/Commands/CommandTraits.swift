/// What the client has to know of a command: where its keys are, and what may be done with it.
///
/// An object, because every command refers to its traits and none has its own.
package final class CommandTraits: Sendable {
    /// The name in capitals; two words for a command with subcommands, such as `CONFIG GET`.
    package let name: String
    package let keys: KeyPositions
    package let flags: Flags
    package let split: Split
    /// Where the command goes in a cluster if it has no keys.
    package let scope: Scope
    /// The name as the wire has it, word by word behind their lengths.
    let encodedName: [UInt8]
    /// How many words the name has.
    let words: Int

    package struct Flags: OptionSet, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// It changes nothing, so that a replica may answer it and it may be sent again.
        package static let readOnly = Flags(rawValue: 1 << 0)
        /// It may wait on the server, so that it needs a connection of its own.
        package static let blocking = Flags(rawValue: 1 << 1)
        /// Its reply may be large whatever its arguments are.
        package static let bulk = Flags(rawValue: 1 << 2)
        /// It would change what the connection means for everybody on it.
        package static let refused = Flags(rawValue: 1 << 3)
        /// It changes a connection's state, so that it needs a leased one.
        package static let leased = Flags(rawValue: 1 << 4)
        /// It ends what others wait for: on their connection the server would not read it before that ends.
        package static let apart = Flags(rawValue: 1 << 5)
        /// It tells how far the writes of its own connection have come, and nothing of others'.
        package static let aboutWrites = Flags(rawValue: 1 << 6)
        /// It walks with a cursor, which means something only to the server that gave it.
        package static let cursor = Flags(rawValue: 1 << 7)
    }

    /// How a command with keys in several slots can be made of one command a slot, and how the answers of several nodes
    /// become one (``CommandTraits/merge``).
    package enum Split: Sendable {
        case never
        /// The reply has an element for each key.
        case elements
        /// The reply is a number that adds up.
        case sum
        /// The reply says OK for all. The arguments are keys with a value each.
        case allOK
    }

    /// Which nodes a command without keys concerns.
    package enum Scope: Sendable {
        case anyNode
        case allPrimaries
        case allNodes
    }

    package init(
        _ name: String, keys: KeyPositions = .none, _ flags: Flags = [], split: Split = .never,
        scope: Scope = .anyNode
    ) {
        self.name = name
        self.keys = keys
        self.flags = flags
        self.split = split
        self.scope = scope
        (encodedName, words) = Self.encoded(name)
    }

    private static func encoded(_ name: String) -> (bytes: [UInt8], words: Int) {
        let words = name.split(separator: " ")
        return (words.flatMap { Array("$\($0.utf8.count)\r\n\($0)\r\n".utf8) }, words.count)
    }
}

/// Which of a command's arguments are keys. Positions count from the command's name, which is 0; a name of two words
/// takes two positions.
package enum KeyPositions: Sendable, Hashable {
    case none
    /// The argument after the name.
    case first
    /// One argument at a position.
    case at(Int)
    /// Every step-th argument from a position to the last, or to so many before the last.
    case range(from: Int, step: Int, beforeLast: Int)
    /// The two arguments after the name.
    case firstTwo
    /// A number of keys at a position, and the keys after it.
    case counted(at: Int)
    /// A number of keys at a position, and the keys after it with a value each.
    case countedPairs(at: Int)
    /// A key at the first position, and counted keys.
    case firstAndCounted(at: Int)
    /// The first half of what follows the option `STREAMS`.
    case streams
    /// The first key, and that after the option `STORE` or `STOREDIST`, among options from a position on.
    case firstAndStored(optionsAt: Int)
    /// One key at a position, or, if the argument there is empty, those after the option `KEYS`, among options from a
    /// position on.
    case atOrAfterKeys(Int, optionsAt: Int)

    /// All arguments after the name.
    package static let all = KeyPositions.range(from: 1, step: 1, beforeLast: 0)
    /// All arguments after the name but the last.
    package static let allButLast = KeyPositions.range(from: 1, step: 1, beforeLast: 1)
    /// All arguments after the name, each with a value.
    package static let everySecond = KeyPositions.range(from: 1, step: 2, beforeLast: 0)
}
