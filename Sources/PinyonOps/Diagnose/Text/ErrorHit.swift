/// An error of the catalogue that was found in a text.
struct ErrorHit: Sendable {
    /// How far a sign can be trusted, the least first.
    enum Strength: Int, Comparable, Sendable {
        /// A client's class for many errors.
        case wrapperName
        /// What clients put around many errors.
        case wrapper
        /// What clients or systems say.
        case text
        /// What clients or systems say when it is the reason for all else.
        case cause
        /// A client's class for this error and no other.
        case name
        /// A server's code, followed by words that aren't known.
        case code
        /// A server's words, without their code.
        case words
        /// A server's code and words.
        case verbatim

        static func < (one: Strength, other: Strength) -> Bool { one.rawValue < other.rawValue }

        /// Whether it is a server's answer, and not what clients or systems say.
        var isOfServer: Bool { self >= .name }
    }

    /// Which entry of the catalogue it is.
    let entry: Int
    let strength: Strength
    /// What was recognised, as the catalogue writes it.
    let sign: String
    /// How many bytes were recognised: of two errors whose words begin alike, the longer is meant.
    let weight: Int
    /// Where it stands.
    let range: Range<Int>
}
