/// These wait on the server, on a connection of their own. A caller that is cancelled meanwhile may lose the element
/// that the server was about to send: where that matters, move it with ``Command/blmove(_:to:from:to:timeout:as:)``
/// instead.
extension Command {
    /// Takes the head of the first of some lists that has any, and waits for one; nil if the time ran out.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    ///   - type: What the element is read as. If it can't be, it is taken all the same.
    public static func blpop<Key: RESPDecodable, Element: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, keysAs keyType: Key.Type, as type: Element.Type
    ) -> Command where Response == PoppedElement<Key, Element>? {
        Command(.blpop, decode: PoppedElement.optional) {
            $0.appendEach(keys)
            $0.append(timeout.blockingSeconds)
        }
    }

    /// Takes the tail of the first of some lists that has any, and waits for one; nil if the time ran out.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    ///   - type: What the element is read as. If it can't be, it is taken all the same.
    public static func brpop<Key: RESPDecodable, Element: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, keysAs keyType: Key.Type, as type: Element.Type
    ) -> Command where Response == PoppedElement<Key, Element>? {
        Command(.brpop, decode: PoppedElement.optional) {
            $0.appendEach(keys)
            $0.append(timeout.blockingSeconds)
        }
    }

    /// Takes elements from the first of some lists that has any, and waits for one; nil if the time ran out. Since
    /// Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most elements to take. Default: 1.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    ///   - type: What each element is read as. If one can't be, they are taken all the same.
    public static func blmpop<Key: RESPDecodable, Element: RESPDecodable>(
        _ keys: [some CommandArgument], from end: ListEnd, count: Int? = nil, timeout: Duration,
        keysAs keyType: Key.Type, as type: Element.Type
    ) -> Command where Response == PoppedElements<Key, Element>? {
        Command(.blmpop, decode: PoppedElements.optional) {
            $0.append(timeout.blockingSeconds)
            $0.appendCounted(keys)
            $0.append(end.rawValue)
            $0.append("COUNT", count)
        }
    }

    /// Moves an element from one list to another, waits for one, and returns it; nil if the time ran out. Since
    /// Redis 6.2.
    ///
    /// - Parameters:
    ///   - source: The key of the list it is taken from.
    ///   - destination: The key of the list it is added to. In a cluster both have to be in one slot.
    ///   - sourceEnd: The end that it is taken from.
    ///   - destinationEnd: The end that it is added to.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - type: What the element is read as. If it can't be, it is moved all the same.
    public static func blmove<Element: RESPDecodable>(
        _ source: some CommandArgument, to destination: some CommandArgument, from sourceEnd: ListEnd,
        to destinationEnd: ListEnd, timeout: Duration, as type: Element.Type
    ) -> Command where Response == Element? {
        Command(.blmove) {
            $0.appendWords(
                source, destination, sourceEnd.rawValue, destinationEnd.rawValue, timeout.blockingSeconds
            )
        }
    }

    /// Moves the tail of a list to the head of another, waits for one, and returns it; nil if the time ran out. Use
    /// ``blmove(_:to:from:to:timeout:as:)`` where the server has it.
    ///
    /// - Parameters:
    ///   - source: The key of the list it is taken from.
    ///   - destination: The key of the list it is added to. In a cluster both have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - type: What the element is read as. If it can't be, it is moved all the same.
    public static func brpoplpush<Element: RESPDecodable>(
        _ source: some CommandArgument, _ destination: some CommandArgument, timeout: Duration, as type: Element.Type
    ) -> Command where Response == Element? {
        Command(.brpoplpush) { $0.appendWords(source, destination, timeout.blockingSeconds) }
    }
}
