/// E-mail addresses.
enum EmailAddress {
    /// How long the address is with which something begins; nil if it is none.
    static func length(_ rest: ArraySlice<UInt8>) -> Int? {
        let local = rest.prefix { PersonalData.isWord($0) || "._+-".utf8.contains($0) }
        guard (1...64).contains(local.count) else { return nil }
        let behind = rest.dropFirst(local.count)
        let marks = ["@", "%40"].filter { behind.starts(with: $0.utf8) }
        guard let mark = marks.first else { return nil }
        let domain = behind.dropFirst(mark.utf8.count).prefix { PersonalData.isWord($0) || ".-".utf8.contains($0) }
        return domainLength(domain).map { local.count + mark.utf8.count + $0 }
    }

    /// Endings that aren't those of domains, though what ends so may look like an address: `logo@2x.png`.
    private static let otherEndings: Set = [
        "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "js", "css", "map", "json", "html", "txt", "pdf", "xml",
        "mp4", "gz", "tgz", "zip", "jar", "local", "internal", "localdomain", "localhost", "lan", "pidbox",
    ]

    /// How much of some bytes is a domain; nil if it is none.
    private static func domainLength(_ domain: ArraySlice<UInt8>) -> Int? {
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count > 1, let last = labels.last, labels.allSatisfy({ !$0.isEmpty }) else { return nil }
        let ending = last.prefix(while: PersonalData.isLetter)
        // Behind a hyphen the key's name goes on.
        let next = last.dropFirst(ending.count).first
        guard ending.count > 1, next == nil || next == UInt8(ascii: "-") else { return nil }
        guard !otherEndings.contains(String(decoding: ending, as: UTF8.self).lowercased()) else { return nil }
        return ending.endIndex - domain.startIndex
    }
}

/// Tokens and keys that give access, by the forms that their makers gave them.
enum AccessToken {
    private static let forms: [(beginning: String, length: Int)] = [
        ("ghp_", 40), ("gho_", 40), ("ghs_", 40), ("github_pat_", 40), ("glpat-", 26), ("sk_live_", 24),
        ("rk_live_", 24), ("xoxb-", 24), ("xoxp-", 24), ("AKIA", 20), ("AIza", 39),
    ]

    /// How long the token is with which something begins; nil if it is none.
    static func length(_ rest: ArraySlice<UInt8>) -> Int? {
        let token = rest.prefix { PersonalData.isWord($0) || "_-".utf8.contains($0) }
        for form in forms where token.count >= form.length && token.starts(with: form.beginning.utf8) {
            return token.count
        }
        return webTokenLength(rest)
    }

    /// JSON Web Tokens: two objects, which begin with `{"` and so in base64 with `eyJ`, and a signature.
    private static func webTokenLength(_ rest: ArraySlice<UInt8>) -> Int? {
        guard rest.starts(with: "eyJ".utf8) else { return nil }
        let token = rest.prefix { PersonalData.isWord($0) || "_-.".utf8.contains($0) }
        let parts = token.split(separator: UInt8(ascii: "."))
        guard parts.count > 1, parts[0].count >= 10, parts[1].starts(with: "eyJ".utf8) else { return nil }
        return token.count
    }
}

/// Numbers as long as those of payment cards that begin as theirs do.
struct CardNumber {
    /// How long it is, with what stands between its groups.
    let length: Int
    /// Whether its check digit is right.
    let isValid: Bool

    /// The number with which something begins; nil if it can't be a card's.
    init?(_ rest: ArraySlice<UInt8>) {
        let plain = rest.prefix(while: KeyToken.isDigit)
        let number = plain.count == 4 ? Self.grouped(rest) : plain
        guard let number else { return nil }
        if let next = rest.dropFirst(number.count).first, PersonalData.isWord(next) { return nil }
        let digits = number.filter(KeyToken.isDigit).map { Int($0) - 0x30 }
        guard Self.isIssued(digits) else { return nil }
        length = number.count
        isValid = Self.hasRightCheckDigit(digits)
    }

    /// Four groups of four digits with hyphens or spaces between them.
    private static func grouped(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let number = rest.prefix(19)
        guard number.count == 19, let mark = number.dropFirst(4).first, " -".utf8.contains(mark) else { return nil }
        let isGrouped = number.enumerated().allSatisfy { index, byte in
            index % 5 == 4 ? byte == mark : KeyToken.isDigit(byte)
        }
        return isGrouped ? number : nil
    }

    /// Whether one of the large issuers' numbers have so many digits and begin so.
    private static func isIssued(_ digits: [Int]) -> Bool {
        let beginning = digits.prefix(4).reduce(0) { $0 * 10 + $1 }
        switch digits.count {
        case 16:
            return [
                4_000...4_999, 5_100...5_599, 2_221...2_720, 6_011...6_011, 6_440...6_599, 3_528...3_589,
            ].contains { $0.contains(beginning) }
        case 15: return [3_400...3_499, 3_700...3_799].contains { $0.contains(beginning) }
        case 14: return [3_000...3_059, 3_600...3_699, 3_800...3_899].contains { $0.contains(beginning) }
        default: return false
        }
    }

    /// Luhn's rule: every second digit from the right is doubled, and the sum of all digits is a multiple of ten.
    private static func hasRightCheckDigit(_ digits: [Int]) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, place in
            let number = place.offset % 2 == 1 ? 2 * place.element : place.element
            return sum + (number > 9 ? number - 9 : number)
        }
        return sum % 10 == 0
    }
}
