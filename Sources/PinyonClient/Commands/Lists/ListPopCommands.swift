/// An element that was taken from one of several lists.
public struct PoppedElement<Key: Sendable, Element: Sendable>: Sendable {
    /// The key it was taken from.
    public let key: Key
    /// The element.
    public let element: Element

    package init(key: Key, element: Element) {
        self.key = key
        self.element = element
    }
}

/// Elements that were taken from one of several keys.
public struct PoppedElements<Key: Sendable, Element: Sendable>: Sendable {
    /// The key they were taken from.
    public let key: Key
    /// The elements in the order in which they were taken.
    public let elements: [Element]

    package init(key: Key, elements: [Element]) {
        self.key = key
        self.elements = elements
    }
}

extension PoppedElement: Equatable where Key: Equatable, Element: Equatable {}
extension PoppedElements: Equatable where Key: Equatable, Element: Equatable {}

extension PoppedElement where Key: RESPDecodable, Element: RESPDecodable {
    static func optional(_ value: RESPValue) throws(RESPDecodingError) -> PoppedElement? {
        if case .null = value.unattributed { return nil }
        guard let parts = value.elements, parts.count == 2 else {
            throw RESPDecodingError(expected: "a key and an element", found: value)
        }
        return PoppedElement(key: try Key.decode(parts[0]), element: try Element.decode(parts[1]))
    }
}

extension PoppedElements where Key: RESPDecodable {
    static func optional(
        _ value: RESPValue, elements: (RESPValue) throws(RESPDecodingError) -> [Element]
    ) throws(RESPDecodingError) -> PoppedElements? {
        if case .null = value.unattributed { return nil }
        guard let parts = value.elements, parts.count == 2 else {
            throw RESPDecodingError(expected: "a key and elements", found: value)
        }
        return PoppedElements(key: try Key.decode(parts[0]), elements: try elements(parts[1]))
    }
}

extension PoppedElements where Key: RESPDecodable, Element: RESPDecodable {
    static func optional(_ value: RESPValue) throws(RESPDecodingError) -> PoppedElements? {
        try optional(value, elements: [Element].decode)
    }
}

extension Command {
    /// Takes the head of a list; nil if there is none.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - type: What the element is read as. If it can't be, it is taken all the same.
    public static func lpop<Element: RESPDecodable>(_ key: some CommandArgument, as type: Element.Type) -> Command
    where Response == Element? {
        Command(.lpop) { $0.appendOne(key) }
    }

    /// Takes elements from the head of a list; nil if there is none. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - count: The most elements to take.
    ///   - type: What each element is read as. If one can't be, they are taken all the same.
    public static func lpop<Element: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Element.Type
    ) -> Command where Response == [Element]? {
        Command(.lpop) { $0.appendWords(key, count) }
    }

    /// Takes the tail of a list; nil if there is none.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - type: What the element is read as. If it can't be, it is taken all the same.
    public static func rpop<Element: RESPDecodable>(_ key: some CommandArgument, as type: Element.Type) -> Command
    where Response == Element? {
        Command(.rpop) { $0.appendOne(key) }
    }

    /// Takes elements from the tail of a list, the tail first; nil if there is none. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - count: The most elements to take.
    ///   - type: What each element is read as. If one can't be, they are taken all the same.
    public static func rpop<Element: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Element.Type
    ) -> Command where Response == [Element]? {
        Command(.rpop) { $0.appendWords(key, count) }
    }

    /// Takes elements from the first of some lists that has any; nil if none has. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most elements to take. Default: 1.
    ///   - keyType: What the key is read as.
    ///   - type: What each element is read as. If one can't be, they are taken all the same.
    public static func lmpop<Key: RESPDecodable, Element: RESPDecodable>(
        _ keys: [some CommandArgument], from end: ListEnd, count: Int? = nil, keysAs keyType: Key.Type,
        as type: Element.Type
    ) -> Command where Response == PoppedElements<Key, Element>? {
        Command(.lmpop, decode: PoppedElements.optional) {
            $0.appendCounted(keys)
            $0.append(end.rawValue)
            $0.append("COUNT", count)
        }
    }

    /// Moves an element from one list to another, or within one, and returns it; nil if the first list is empty. Since
    /// Redis 6.2.
    ///
    /// - Parameters:
    ///   - source: The key of the list it is taken from.
    ///   - destination: The key of the list it is added to. In a cluster both have to be in one slot.
    ///   - sourceEnd: The end that it is taken from.
    ///   - destinationEnd: The end that it is added to.
    ///   - type: What the element is read as. If it can't be, it is moved all the same.
    public static func lmove<Element: RESPDecodable>(
        _ source: some CommandArgument, to destination: some CommandArgument, from sourceEnd: ListEnd,
        to destinationEnd: ListEnd, as type: Element.Type
    ) -> Command where Response == Element? {
        Command(.lmove) { $0.appendWords(source, destination, sourceEnd.rawValue, destinationEnd.rawValue) }
    }

    /// Moves the tail of a list to the head of another, or of the same one, and returns it; nil if the first list is
    /// empty. Use ``lmove(_:to:from:to:as:)`` where the server has it.
    ///
    /// - Parameters:
    ///   - source: The key of the list it is taken from.
    ///   - destination: The key of the list it is added to. In a cluster both have to be in one slot.
    ///   - type: What the element is read as. If it can't be, it is moved all the same.
    public static func rpoplpush<Element: RESPDecodable>(
        _ source: some CommandArgument, _ destination: some CommandArgument, as type: Element.Type
    ) -> Command where Response == Element? {
        Command(.rpoplpush) { $0.appendWords(source, destination) }
    }
}
