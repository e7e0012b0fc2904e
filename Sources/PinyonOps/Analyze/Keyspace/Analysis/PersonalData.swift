/// What in a key's name belongs to a person or lets somebody in: it stands in logs, slow logs and dumps then.
package struct PersonalData: Sendable, Hashable {
    /// What it is.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// An e-mail address.
        case emailAddress
        /// The number of a payment card: its length, its first digits and its check digit are right.
        case cardNumber
        /// A token or key that gives access, such as a JSON Web Token.
        case token
    }

    /// What was found, each once.
    package private(set) var kinds: Set<Kind> = []
    /// Whether there are numbers as long as a card's that begin as a card's do, with the right check digit or not. By
    /// chance, the digit is right in one of ten.
    package private(set) var resemblesCard = false
    /// The name's pattern with `*` in place of what was found.
    package let pattern: String

    /// Looks for personal data in a name.
    package init(_ name: KeyName) {
        var masked: [UInt8] = []
        var rest = name.bytes[...]
        while !rest.isEmpty {
            guard let match = Self.match(rest, after: name.bytes[..<rest.startIndex].last) else {
                masked += rest.prefix(1)
                rest = rest.dropFirst()
                continue
            }
            if let kind = match.kind { kinds.insert(kind) }
            if match.kind == nil || match.kind == .cardNumber { resemblesCard = true }
            masked.append(UInt8(ascii: "*"))
            rest = rest.dropFirst(match.length)
        }
        pattern = KeyShape(KeyName(masked)).pattern
    }

    /// What a name goes on with, and how long it is; nil if that is nothing of interest.
    ///
    /// - Parameter before: The byte before it; nil at the beginning. What goes on with a word isn't looked at.
    /// - Returns: Without a kind for numbers that only resemble a card's.
    private static func match(_ rest: ArraySlice<UInt8>, after before: UInt8?) -> (kind: Kind?, length: Int)? {
        if before.map(isWord) == true { return nil }
        if let length = EmailAddress.length(rest) { return (.emailAddress, length) }
        if let length = AccessToken.length(rest) { return (.token, length) }
        return CardNumber(rest).map { ($0.isValid ? .cardNumber : nil, $0.length) }
    }

    static func isWord(_ byte: UInt8) -> Bool { KeyToken.isDigit(byte) || isLetter(byte) }

    /// Characters beyond ASCII are letters.
    static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
    }
}
