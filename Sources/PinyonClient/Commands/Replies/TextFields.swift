/// Named values that a server sends as text, such as the lines of `INFO` or the words of `CLIENT LIST`.
///
/// Everything is kept as it was sent, whether this library knows it or not.
public struct TextFields: Sendable, Hashable {
    /// A name with its value.
    public struct Entry: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The value as it was sent, which may be empty.
        public let value: String
    }

    /// The entries in the order in which they came. A name may come twice.
    public private(set) var entries: [Entry] = []
    private var values: [String: String] = [:]

    /// No fields.
    package init() {}

    /// The fields of parts that have a name, a separator, and a value. Parts without the separator are left out.
    package init(_ parts: some Sequence<Substring>, separator: Character) {
        for part in parts { add(part, separator: separator) }
    }

    /// Adds a part and tells whether it had the separator.
    @discardableResult
    package mutating func add(_ part: Substring, separator: Character) -> Bool {
        guard let index = part.firstIndex(of: separator) else { return false }
        let entry = Entry(name: String(part[..<index]), value: String(part[part.index(after: index)...]))
        entries.append(entry)
        values[entry.name] = entry.value
        return true
    }

    /// The value of a name, the last if it comes twice; nil if it doesn't come.
    public subscript(name: String) -> String? { values[name] }

    /// A value as an integer; nil if it doesn't come or is none.
    public func integer(_ name: String) -> Int? { values[name].flatMap { Int($0) } }

    /// A value as a number; nil if it doesn't come or is none.
    public func number(_ name: String) -> Double? { values[name].flatMap { Double($0) } }

    /// A value in seconds; nil if it doesn't come or is no number.
    package func seconds(_ name: String) -> Duration? { number(name).flatMap(Duration.init(fromSeconds:)) }

    /// A value in milliseconds; nil if it doesn't come or is no integer.
    package func milliseconds(_ name: String) -> Duration? { integer(name).map { .milliseconds($0) } }

    /// A value in microseconds; nil if it doesn't come or is no integer.
    package func microseconds(_ name: String) -> Duration? { integer(name).map { .microseconds($0) } }

    /// A moment in seconds since 1970; nil if it doesn't come or is no positive integer.
    package func time(seconds name: String) -> UnixTime? {
        integer(name).flatMap { $0 > 0 ? UnixTime(seconds: $0) : nil }
    }

    /// A value as a truth: `1` or `yes`, and `0` or `no`; nil if it doesn't come or is something else.
    public func boolean(_ name: String) -> Bool? {
        switch values[name] {
        case "1", "yes", "on": true
        case "0", "no", "off": false
        default: nil
        }
    }

    /// A value that isn't empty; nil otherwise.
    package func nonEmpty(_ name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A value that is itself made of names and values, such as `keys=10,expires=2`; nil if it doesn't come.
    package func parts(_ name: String) -> TextFields? {
        values[name].map { TextFields($0.split(separator: ","), separator: "=") }
    }
}
