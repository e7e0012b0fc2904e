/// The fields of a reply by name, as the server sent them.
///
/// Servers add fields with every version. Typed replies are read from here, and keep what they don't know.
public struct ReplyFields: Sendable, Equatable, RESPDecodable {
    /// The names in the order in which they came, each once.
    public private(set) var names: [String] = []
    private var values: [String: RESPValue] = [:]

    /// No fields.
    package init() {}

    /// The fields of a map, or of an array that alternates names and values; nil if the value is neither.
    ///
    /// Of a name that comes twice, the last value stays. A pair whose name is no text is left out, and so is the last
    /// element of an array with an odd number of them.
    package init?(_ value: RESPValue) {
        switch value.unattributed {
        case .map(let pairs):
            for pair in pairs { add(pair.key, pair.value) }
        case .array(let elements):
            for index in stride(from: 1, to: elements.count, by: 2) { add(elements[index - 1], elements[index]) }
        default:
            return nil
        }
    }

    /// Reads the fields of a map, or of an array that alternates names and values.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ReplyFields {
        guard let fields = ReplyFields(value) else { throw RESPDecodingError(expected: "a map", found: value) }
        return fields
    }

    /// The value of a field; nil if the server didn't send it.
    public subscript(name: String) -> RESPValue? { values[name] }

    /// A field as text; nil if the server didn't send it or it is none. Bytes that aren't UTF-8 are replaced.
    public func text(_ name: String) -> String? { values[name]?.looseText }

    /// A field as an integer; nil if the server didn't send it or it is none.
    public func integer(_ name: String) -> Int? { values[name]?.looseInteger }

    /// A field as a number; nil if the server didn't send it or it is none.
    public func number(_ name: String) -> Double? { values[name]?.looseNumber }

    /// A field in seconds; nil if the server didn't send it or it is no number.
    package func seconds(_ name: String) -> Duration? { number(name).flatMap(Duration.init(fromSeconds:)) }

    /// A field in milliseconds; nil if the server didn't send it or it is no integer.
    package func milliseconds(_ name: String) -> Duration? { integer(name).map { .milliseconds($0) } }

    /// A moment in seconds since 1970; nil if the server didn't send it or it is no positive integer.
    package func time(seconds name: String) -> UnixTime? {
        integer(name).flatMap { $0 > 0 ? UnixTime(seconds: $0) : nil }
    }

    /// A moment in milliseconds since 1970; nil if the server didn't send it or it is no positive integer.
    package func time(milliseconds name: String) -> UnixTime? {
        integer(name).flatMap { $0 > 0 ? UnixTime(milliseconds: $0) : nil }
    }

    /// A field as the texts in its array; empty if the server didn't send it.
    public func texts(_ name: String) -> [String] { values[name]?.elements?.compactMap(\.looseText) ?? [] }

    /// A field as fields of its own; nil if the server didn't send it or it has none.
    public func fields(_ name: String) -> ReplyFields? { values[name].flatMap(ReplyFields.init) }

    private mutating func add(_ name: RESPValue, _ value: RESPValue) {
        guard let name = name.looseText else { return }
        if values.updateValue(value, forKey: name) == nil { names.append(name) }
    }
}
