/// One sign of one error, ready to be looked for.
struct ErrorNeedle: Sendable {
    enum Kind: Sendable {
        case code
        case message
        case phrase
        case name
        case wrapperName
        case clientKind
        case cause
        case text
        case wrapper
    }

    /// Names of classes that other libraries have too, or have for something else.
    private static let commonNames: Set = [
        "OutOfMemoryError", "ConnectionError", "TimeoutError", "ReadOnlyError", "AuthenticationError",
        "AuthorizationError", "ResponseError", "NoPermissionError", "WatchError", "DataError", "InvalidResponse",
        "ClusterError", "SSLError", "CannotConnectError", "MasterNotFoundError", "ErrorReply",
    ]

    let kind: Kind
    /// Which entry of the catalogue it is a sign of.
    let entry: Int
    /// As the catalogue writes it.
    let sign: String
    let words: [UInt8]
    let lowercased: [UInt8]
    /// Whether it is a name that other libraries have too.
    let isCommonName: Bool
    let isOfMemcached: Bool
    /// Where a code tells enough alone.
    let bare: ErrorSigns.Bareness
    /// What is read behind a code.
    let reads: ErrorEntry.Reading
    /// What a code is followed by, in small letters.
    let messages: [[UInt8]]
    /// What stands somewhere behind a code, in small letters.
    let phrases: [[UInt8]]

    /// How far it can be trusted when it is all of a text.
    var strengthAlone: ErrorHit.Strength {
        guard kind == .code else { return .name }
        return bare == .lineEnd ? .cause : .code
    }

    private init(_ sign: String, _ kind: Kind, _ index: Int, _ entry: ErrorEntry) {
        let isCode = kind == .code
        self.kind = kind
        self.entry = index
        self.sign = sign
        words = Array(sign.utf8)
        lowercased = Self.lowercased(sign)
        isCommonName = Self.commonNames.contains(sign)
        isOfMemcached = entry.product == .memcached
        bare = entry.signs.bare
        reads = entry.reads
        messages = isCode ? entry.signs.messages.map(Self.lowercased) : []
        phrases = isCode ? entry.signs.phrases.map(Self.lowercased) : []
    }

    private static func lowercased(_ text: String) -> [UInt8] { text.utf8.map(TextByte.lowercased) }

    private static let all: [ErrorNeedle] = ErrorCatalog.all.enumerated().flatMap { index, entry -> [ErrorNeedle] in
        let signs = entry.signs
        let groups: [(Kind, [String])] = [
            (.code, signs.codes), (.message, signs.messages), (.phrase, signs.phrases), (.name, signs.names),
            (.wrapperName, signs.wrapperNames), (.clientKind, signs.kinds), (.cause, signs.causes),
            (.text, signs.texts), (.wrapper, signs.wrappers),
        ]
        return groups.flatMap { kind, words in words.map { ErrorNeedle($0, kind, index, entry) } }
    }

    /// All needles, by the first byte of their small letters.
    static let byFirstByte: [[ErrorNeedle]] = {
        var groups = [[ErrorNeedle]](repeating: [], count: 256)
        for needle in all {
            if let first = needle.lowercased.first { groups[Int(first)].append(needle) }
        }
        return groups
    }()

    /// What may be all of a text: codes that tell enough alone, and names that are no words of English.
    static let alone: [ErrorNeedle] = all.filter { needle in
        switch needle.kind {
        case .code: needle.bare != .never
        case .name, .wrapperName: true
        case .clientKind: needle.words.contains(where: TextByte.isCapital)
        default: false
        }
    }
}
