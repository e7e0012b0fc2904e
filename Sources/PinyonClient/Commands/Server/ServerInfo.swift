/// What a server tells of itself, by `INFO`.
///
/// Every field is kept as it was sent and can be reached by its name, whether this library knows it or not. The typed
/// views (``server``, ``memory``, …) say nil where a field is missing, because servers of different versions tell
/// different things:
///
/// ```swift
/// let info = try await client.info()
/// if let hitRate = info.statistics.hitRate { … }
/// let spent = info["eventloop_duration_sum"]
/// ```
public struct ServerInfo: Sendable, Hashable, RESPDecodable {
    /// A part of what a server tells.
    public struct Section: Sendable, Hashable {
        /// The name as the server writes it, such as `Memory`.
        public let name: String
        /// What stands in it.
        public fileprivate(set) var fields = TextFields()
    }

    /// The sections in the order in which they came.
    public let sections: [Section]
    /// The fields of all sections.
    public let fields: TextFields
    /// How many lines were neither empty, nor a heading, nor a name and a value.
    public let skippedLines: Int

    /// What a server told, from its text.
    package init(text: String) {
        var sections: [Section] = []
        var fields = TextFields()
        var skipped = 0
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("#") {
                let name = line.drop { $0 == "#" || $0 == " " }
                sections.append(Section(name: String(name)))
            } else if fields.add(line, separator: ":") {
                if sections.isEmpty { sections.append(Section(name: "")) }
                sections[sections.count - 1].fields.add(line, separator: ":")
            } else {
                skipped += 1
            }
        }
        self.sections = sections
        self.fields = fields
        skippedLines = skipped
    }

    /// Reads the reply of `INFO`.
    ///
    /// - Throws: ``RESPDecodingError`` if it is no text.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ServerInfo {
        guard let text = value.looseText else { throw RESPDecodingError(expected: "a text", found: value) }
        return ServerInfo(text: text)
    }

    /// A field of any section; nil if the server didn't tell it.
    public subscript(name: String) -> String? { fields[name] }

    /// A section by its name, in small or capital letters; nil if the server didn't tell it.
    public func section(_ name: String) -> Section? {
        sections.first { $0.name.lowercased() == name.lowercased() }
    }
}

/// A server's version, such as 7.0.15. Versions compare number by number.
public struct ServerVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The first number.
    public let major: Int
    /// The second number.
    public let minor: Int
    /// The third number.
    public let patch: Int

    /// A version.
    public init(_ major: Int, _ minor: Int = 0, _ patch: Int = 0) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// The version that a text begins with; nil if it begins with no number.
    package init?(_ text: some StringProtocol) {
        let numbers = text.split(separator: ".").map { Int($0.prefix { $0.isASCII && $0.isNumber }) }
        guard let major = numbers.first ?? nil else { return nil }
        self.init(major, numbers.count > 1 ? numbers[1] ?? 0 : 0, numbers.count > 2 ? numbers[2] ?? 0 : 0)
    }

    /// The three numbers with points between them.
    public var description: String { "\(major).\(minor).\(patch)" }

    /// Whether a version is older than another.
    public static func < (left: ServerVersion, right: ServerVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}
