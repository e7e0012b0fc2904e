// Generated from Sources/PinyonClient/Commands/Lists/ by: swift run --package-path Checks generate-commands

extension Command {
    /// Takes the head of the first of some lists that has any, and waits for one; nil if the time ran out.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - type: What the element is read as. If it can't be, it is taken all the same.
    public static func blpop<Element: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, as type: Element.Type
    ) -> Command where Response == PoppedElement<String, Element>? {
        .blpop(keys, timeout: timeout, keysAs: String.self, as: type)
    }

    /// Takes the head of the first of some lists that has any, and waits for one; nil if the time ran out.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    public static func blpop<Key: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, keysAs keyType: Key.Type
    ) -> Command where Response == PoppedElement<Key, String>? {
        .blpop(keys, timeout: timeout, keysAs: keyType, as: String.self)
    }

    /// Takes the head of the first of some lists that has any, and waits for one; nil if the time ran out.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    public static func blpop(
        _ keys: [some CommandArgument], timeout: Duration
    ) -> Command where Response == PoppedElement<String, String>? {
        .blpop(keys, timeout: timeout, keysAs: String.self, as: String.self)
    }

    /// Takes the tail of the first of some lists that has any, and waits for one; nil if the time ran out.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - type: What the element is read as. If it can't be, it is taken all the same.
    public static func brpop<Element: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, as type: Element.Type
    ) -> Command where Response == PoppedElement<String, Element>? {
        .brpop(keys, timeout: timeout, keysAs: String.self, as: type)
    }

    /// Takes the tail of the first of some lists that has any, and waits for one; nil if the time ran out.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    public static func brpop<Key: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, keysAs keyType: Key.Type
    ) -> Command where Response == PoppedElement<Key, String>? {
        .brpop(keys, timeout: timeout, keysAs: keyType, as: String.self)
    }

    /// Takes the tail of the first of some lists that has any, and waits for one; nil if the time ran out.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    public static func brpop(
        _ keys: [some CommandArgument], timeout: Duration
    ) -> Command where Response == PoppedElement<String, String>? {
        .brpop(keys, timeout: timeout, keysAs: String.self, as: String.self)
    }

    /// Takes elements from the first of some lists that has any, and waits for one; nil if the time ran out. Since
    /// Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most elements to take. Default: 1.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - type: What each element is read as. If one can't be, they are taken all the same.
    public static func blmpop<Element: RESPDecodable>(
        _ keys: [some CommandArgument], from end: ListEnd, count: Int? = nil, timeout: Duration, as type: Element.Type
    ) -> Command where Response == PoppedElements<String, Element>? {
        .blmpop(keys, from: end, count: count, timeout: timeout, keysAs: String.self, as: type)
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
    public static func blmpop<Key: RESPDecodable>(
        _ keys: [some CommandArgument], from end: ListEnd, count: Int? = nil, timeout: Duration,
        keysAs keyType: Key.Type
    ) -> Command where Response == PoppedElements<Key, String>? {
        .blmpop(keys, from: end, count: count, timeout: timeout, keysAs: keyType, as: String.self)
    }

    /// Takes elements from the first of some lists that has any, and waits for one; nil if the time ran out. Since
    /// Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most elements to take. Default: 1.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    public static func blmpop(
        _ keys: [some CommandArgument], from end: ListEnd, count: Int? = nil, timeout: Duration
    ) -> Command where Response == PoppedElements<String, String>? {
        .blmpop(keys, from: end, count: count, timeout: timeout, keysAs: String.self, as: String.self)
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
    public static func blmove(
        _ source: some CommandArgument, to destination: some CommandArgument, from sourceEnd: ListEnd,
        to destinationEnd: ListEnd, timeout: Duration
    ) -> Command where Response == String? {
        .blmove(source, to: destination, from: sourceEnd, to: destinationEnd, timeout: timeout, as: String.self)
    }

    /// Moves the tail of a list to the head of another, waits for one, and returns it; nil if the time ran out. Use
    /// ``blmove(_:to:from:to:timeout:as:)`` where the server has it.
    ///
    /// - Parameters:
    ///   - source: The key of the list it is taken from.
    ///   - destination: The key of the list it is added to. In a cluster both have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    public static func brpoplpush(
        _ source: some CommandArgument, _ destination: some CommandArgument, timeout: Duration
    ) -> Command where Response == String? {
        .brpoplpush(source, destination, timeout: timeout, as: String.self)
    }

    /// A part of a list; empty where there is nothing.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - first: The first element, counted from 0 at the head; negative numbers count from the tail, which is -1.
    ///   - last: The last element, counted likewise.
    public static func lrange(
        _ key: some CommandArgument, from first: Int, through last: Int
    ) -> Command where Response == [String] {
        .lrange(key, from: first, through: last, as: String.self)
    }

    /// An element of a list; nil if there is none there. Costs a step for each element up to it.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - index: Which element, counted from 0 at the head; negative numbers count from the tail, which is -1.
    public static func lindex(_ key: some CommandArgument, _ index: Int) -> Command where Response == String? {
        .lindex(key, index, as: String.self)
    }

    /// Takes the head of a list; nil if there is none.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    public static func lpop(_ key: some CommandArgument) -> Command where Response == String? {
        .lpop(key, as: String.self)
    }

    /// Takes elements from the head of a list; nil if there is none. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - count: The most elements to take.
    public static func lpop(_ key: some CommandArgument, count: Int) -> Command where Response == [String]? {
        .lpop(key, count: count, as: String.self)
    }

    /// Takes the tail of a list; nil if there is none.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    public static func rpop(_ key: some CommandArgument) -> Command where Response == String? {
        .rpop(key, as: String.self)
    }

    /// Takes elements from the tail of a list, the tail first; nil if there is none. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - count: The most elements to take.
    public static func rpop(_ key: some CommandArgument, count: Int) -> Command where Response == [String]? {
        .rpop(key, count: count, as: String.self)
    }

    /// Takes elements from the first of some lists that has any; nil if none has. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most elements to take. Default: 1.
    ///   - type: What each element is read as. If one can't be, they are taken all the same.
    public static func lmpop<Element: RESPDecodable>(
        _ keys: [some CommandArgument], from end: ListEnd, count: Int? = nil, as type: Element.Type
    ) -> Command where Response == PoppedElements<String, Element>? {
        .lmpop(keys, from: end, count: count, keysAs: String.self, as: type)
    }

    /// Takes elements from the first of some lists that has any; nil if none has. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most elements to take. Default: 1.
    ///   - keyType: What the key is read as.
    public static func lmpop<Key: RESPDecodable>(
        _ keys: [some CommandArgument], from end: ListEnd, count: Int? = nil, keysAs keyType: Key.Type
    ) -> Command where Response == PoppedElements<Key, String>? {
        .lmpop(keys, from: end, count: count, keysAs: keyType, as: String.self)
    }

    /// Takes elements from the first of some lists that has any; nil if none has. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most elements to take. Default: 1.
    public static func lmpop(
        _ keys: [some CommandArgument], from end: ListEnd, count: Int? = nil
    ) -> Command where Response == PoppedElements<String, String>? {
        .lmpop(keys, from: end, count: count, keysAs: String.self, as: String.self)
    }

    /// Moves an element from one list to another, or within one, and returns it; nil if the first list is empty. Since
    /// Redis 6.2.
    ///
    /// - Parameters:
    ///   - source: The key of the list it is taken from.
    ///   - destination: The key of the list it is added to. In a cluster both have to be in one slot.
    ///   - sourceEnd: The end that it is taken from.
    ///   - destinationEnd: The end that it is added to.
    public static func lmove(
        _ source: some CommandArgument, to destination: some CommandArgument, from sourceEnd: ListEnd,
        to destinationEnd: ListEnd
    ) -> Command where Response == String? {
        .lmove(source, to: destination, from: sourceEnd, to: destinationEnd, as: String.self)
    }

    /// Moves the tail of a list to the head of another, or of the same one, and returns it; nil if the first list is
    /// empty. Use ``lmove(_:to:from:to:as:)`` where the server has it.
    ///
    /// - Parameters:
    ///   - source: The key of the list it is taken from.
    ///   - destination: The key of the list it is added to. In a cluster both have to be in one slot.
    public static func rpoplpush(
        _ source: some CommandArgument, _ destination: some CommandArgument
    ) -> Command where Response == String? {
        .rpoplpush(source, destination, as: String.self)
    }
}

extension CommandSender {
    /// Takes the head of the first of some lists that has any, and waits for one; nil if the time ran out.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    ///   - type: What the element is read as. If it can't be, it is taken all the same.
    public func blpop<Key: RESPDecodable, Element: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, keysAs keyType: Key.Type = String.self,
        as type: Element.Type = String.self
    ) async throws(ClientError) -> PoppedElement<Key, Element>? {
        try await send(.blpop(keys, timeout: timeout, keysAs: keyType, as: type))
    }

    /// Takes the tail of the first of some lists that has any, and waits for one; nil if the time ran out.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - keyType: What the key is read as.
    ///   - type: What the element is read as. If it can't be, it is taken all the same.
    public func brpop<Key: RESPDecodable, Element: RESPDecodable>(
        _ keys: [some CommandArgument], timeout: Duration, keysAs keyType: Key.Type = String.self,
        as type: Element.Type = String.self
    ) async throws(ClientError) -> PoppedElement<Key, Element>? {
        try await send(.brpop(keys, timeout: timeout, keysAs: keyType, as: type))
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
    public func blmpop<Key: RESPDecodable, Element: RESPDecodable>(
        _ keys: [some CommandArgument], from end: ListEnd, count: Int? = nil, timeout: Duration,
        keysAs keyType: Key.Type = String.self, as type: Element.Type = String.self
    ) async throws(ClientError) -> PoppedElements<Key, Element>? {
        try await send(.blmpop(keys, from: end, count: count, timeout: timeout, keysAs: keyType, as: type))
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
    public func blmove<Element: RESPDecodable>(
        _ source: some CommandArgument, to destination: some CommandArgument, from sourceEnd: ListEnd,
        to destinationEnd: ListEnd, timeout: Duration, as type: Element.Type = String.self
    ) async throws(ClientError) -> Element? {
        try await send(
            .blmove(source, to: destination, from: sourceEnd, to: destinationEnd, timeout: timeout, as: type)
        )
    }

    /// Moves the tail of a list to the head of another, waits for one, and returns it; nil if the time ran out. Use
    /// ``blmove(_:to:from:to:timeout:as:)`` where the server has it.
    ///
    /// - Parameters:
    ///   - source: The key of the list it is taken from.
    ///   - destination: The key of the list it is added to. In a cluster both have to be in one slot.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    ///   - type: What the element is read as. If it can't be, it is moved all the same.
    public func brpoplpush<Element: RESPDecodable>(
        _ source: some CommandArgument, _ destination: some CommandArgument, timeout: Duration,
        as type: Element.Type = String.self
    ) async throws(ClientError) -> Element? {
        try await send(.brpoplpush(source, destination, timeout: timeout, as: type))
    }

    /// Adds elements to the head of a list, which is made if it isn't there, and returns its new length.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - elements: An element, or an array of them, of which the last one becomes the new head.
    @discardableResult
    public func lpush(_ key: some CommandArgument, _ elements: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.lpush(key, elements))
    }

    /// Adds elements to the head of a list if it is there, and returns its new length.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - elements: An element, or an array of them, of which the last one becomes the new head.
    @discardableResult
    public func lpushx(_ key: some CommandArgument, _ elements: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.lpushx(key, elements))
    }

    /// Adds elements to the tail of a list, which is made if it isn't there, and returns its new length.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - elements: An element, or an array of them, of which the last one becomes the new tail.
    @discardableResult
    public func rpush(_ key: some CommandArgument, _ elements: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.rpush(key, elements))
    }

    /// Adds elements to the tail of a list if it is there, and returns its new length.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - elements: An element, or an array of them, of which the last one becomes the new tail.
    @discardableResult
    public func rpushx(_ key: some CommandArgument, _ elements: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.rpushx(key, elements))
    }

    /// How many elements a list has; 0 if it isn't there.
    public func llen(_ key: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.llen(key))
    }

    /// A part of a list; empty where there is nothing.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - first: The first element, counted from 0 at the head; negative numbers count from the tail, which is -1.
    ///   - last: The last element, counted likewise.
    ///   - type: What each element is read as.
    public func lrange<Element: RESPDecodable>(
        _ key: some CommandArgument, from first: Int, through last: Int, as type: Element.Type = String.self
    ) async throws(ClientError) -> [Element] {
        try await send(.lrange(key, from: first, through: last, as: type))
    }

    /// Keeps a part of a list and deletes everything else.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - first: The first element, counted from 0 at the head; negative numbers count from the tail, which is -1.
    ///   - last: The last element, counted likewise.
    public func ltrim(_ key: some CommandArgument, from first: Int, through last: Int) async throws(ClientError) {
        try await send(.ltrim(key, from: first, through: last))
    }

    /// An element of a list; nil if there is none there. Costs a step for each element up to it.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - index: Which element, counted from 0 at the head; negative numbers count from the tail, which is -1.
    ///   - type: What it is read as.
    public func lindex<Element: RESPDecodable>(
        _ key: some CommandArgument, _ index: Int, as type: Element.Type = String.self
    ) async throws(ClientError) -> Element? {
        try await send(.lindex(key, index, as: type))
    }

    /// Replaces an element of a list. Costs a step for each element up to it.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - index: Which element, counted from 0 at the head; negative numbers count from the tail, which is -1. Where
    ///     there is none, the server answers with an error.
    ///   - element: The new element.
    public func lset(
        _ key: some CommandArgument, _ index: Int, _ element: some CommandArgument
    ) async throws(ClientError) {
        try await send(.lset(key, index, element))
    }

    /// Puts an element beside the first one that equals another, and returns the list's new length; -1 if there is no
    /// such element, and 0 if there is no list. Costs a step for each element up to it.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - side: The side on which it is put.
    ///   - pivot: The element beside which it is put.
    ///   - element: The new element.
    @discardableResult
    public func linsert(
        _ key: some CommandArgument, _ side: InsertionSide, _ pivot: some CommandArgument,
        _ element: some CommandArgument
    ) async throws(ClientError) -> Int {
        try await send(.linsert(key, side, pivot, element))
    }

    /// Deletes elements that equal one, and returns how many. Costs a step for each element.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - count: The most elements to delete, from the head; negative to begin at the tail; 0 for all.
    ///   - element: What they equal.
    @discardableResult
    public func lrem(
        _ key: some CommandArgument, count: Int, _ element: some CommandArgument
    ) async throws(ClientError) -> Int {
        try await send(.lrem(key, count: count, element))
    }

    /// Where an element is in a list, counted from 0 at the head; nil if it isn't. Since Redis 6.0.6.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - element: The element.
    ///   - rank: Which of equal elements, from 1 at the head, or from -1 at the tail. Default: the first.
    ///   - limit: The most elements that are compared. Default: all.
    public func lpos(
        _ key: some CommandArgument, _ element: some CommandArgument, rank: Int? = nil,
        comparingAtMost limit: Int? = nil
    ) async throws(ClientError) -> Int? {
        try await send(.lpos(key, element, rank: rank, comparingAtMost: limit))
    }

    /// Where equal elements are in a list, counted from 0 at the head. Since Redis 6.0.6.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - element: The element.
    ///   - count: The most places that are returned; 0 for all.
    ///   - rank: With which of equal elements to begin, from 1 at the head, or from -1 at the tail and backwards.
    ///     Default: the first.
    ///   - limit: The most elements that are compared. Default: all.
    public func lpos(
        _ key: some CommandArgument, _ element: some CommandArgument, count: Int, rank: Int? = nil,
        comparingAtMost limit: Int? = nil
    ) async throws(ClientError) -> [Int] {
        try await send(.lpos(key, element, count: count, rank: rank, comparingAtMost: limit))
    }

    /// Takes the head of a list; nil if there is none.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - type: What the element is read as. If it can't be, it is taken all the same.
    public func lpop<Element: RESPDecodable>(
        _ key: some CommandArgument, as type: Element.Type = String.self
    ) async throws(ClientError) -> Element? {
        try await send(.lpop(key, as: type))
    }

    /// Takes elements from the head of a list; nil if there is none. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - count: The most elements to take.
    ///   - type: What each element is read as. If one can't be, they are taken all the same.
    public func lpop<Element: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Element.Type = String.self
    ) async throws(ClientError) -> [Element]? {
        try await send(.lpop(key, count: count, as: type))
    }

    /// Takes the tail of a list; nil if there is none.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - type: What the element is read as. If it can't be, it is taken all the same.
    public func rpop<Element: RESPDecodable>(
        _ key: some CommandArgument, as type: Element.Type = String.self
    ) async throws(ClientError) -> Element? {
        try await send(.rpop(key, as: type))
    }

    /// Takes elements from the tail of a list, the tail first; nil if there is none. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - count: The most elements to take.
    ///   - type: What each element is read as. If one can't be, they are taken all the same.
    public func rpop<Element: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Element.Type = String.self
    ) async throws(ClientError) -> [Element]? {
        try await send(.rpop(key, count: count, as: type))
    }

    /// Takes elements from the first of some lists that has any; nil if none has. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The lists' keys. In a cluster they have to be in one slot.
    ///   - end: The end that they are taken from.
    ///   - count: The most elements to take. Default: 1.
    ///   - keyType: What the key is read as.
    ///   - type: What each element is read as. If one can't be, they are taken all the same.
    public func lmpop<Key: RESPDecodable, Element: RESPDecodable>(
        _ keys: [some CommandArgument], from end: ListEnd, count: Int? = nil, keysAs keyType: Key.Type = String.self,
        as type: Element.Type = String.self
    ) async throws(ClientError) -> PoppedElements<Key, Element>? {
        try await send(.lmpop(keys, from: end, count: count, keysAs: keyType, as: type))
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
    public func lmove<Element: RESPDecodable>(
        _ source: some CommandArgument, to destination: some CommandArgument, from sourceEnd: ListEnd,
        to destinationEnd: ListEnd, as type: Element.Type = String.self
    ) async throws(ClientError) -> Element? {
        try await send(.lmove(source, to: destination, from: sourceEnd, to: destinationEnd, as: type))
    }

    /// Moves the tail of a list to the head of another, or of the same one, and returns it; nil if the first list is
    /// empty. Use ``lmove(_:to:from:to:as:)`` where the server has it.
    ///
    /// - Parameters:
    ///   - source: The key of the list it is taken from.
    ///   - destination: The key of the list it is added to. In a cluster both have to be in one slot.
    ///   - type: What the element is read as. If it can't be, it is moved all the same.
    public func rpoplpush<Element: RESPDecodable>(
        _ source: some CommandArgument, _ destination: some CommandArgument, as type: Element.Type = String.self
    ) async throws(ClientError) -> Element? {
        try await send(.rpoplpush(source, destination, as: type))
    }
}
