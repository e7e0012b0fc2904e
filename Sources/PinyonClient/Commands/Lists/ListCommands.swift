/// On which side of an element of a list another one is put.
public enum InsertionSide: String, Sendable, Hashable, CaseIterable {
    /// Nearer to the head.
    case before = "BEFORE"
    /// Nearer to the tail.
    case after = "AFTER"
}

extension Command {
    // The result is often of no use.
    /// Adds elements to the head of a list, which is made if it isn't there, and returns its new length.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - elements: An element, or an array of them, of which the last one becomes the new head.
    public static func lpush(_ key: some CommandArgument, _ elements: some CommandArgument) -> Command
    where Response == Int {
        Command(.lpush) {
            $0.appendOne(key)
            $0.append(elements)
        }
    }

    // The result is often of no use.
    /// Adds elements to the head of a list if it is there, and returns its new length.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - elements: An element, or an array of them, of which the last one becomes the new head.
    public static func lpushx(_ key: some CommandArgument, _ elements: some CommandArgument) -> Command
    where Response == Int {
        Command(.lpushx) {
            $0.appendOne(key)
            $0.append(elements)
        }
    }

    // The result is often of no use.
    /// Adds elements to the tail of a list, which is made if it isn't there, and returns its new length.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - elements: An element, or an array of them, of which the last one becomes the new tail.
    public static func rpush(_ key: some CommandArgument, _ elements: some CommandArgument) -> Command
    where Response == Int {
        Command(.rpush) {
            $0.appendOne(key)
            $0.append(elements)
        }
    }

    // The result is often of no use.
    /// Adds elements to the tail of a list if it is there, and returns its new length.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - elements: An element, or an array of them, of which the last one becomes the new tail.
    public static func rpushx(_ key: some CommandArgument, _ elements: some CommandArgument) -> Command
    where Response == Int {
        Command(.rpushx) {
            $0.appendOne(key)
            $0.append(elements)
        }
    }

    /// How many elements a list has; 0 if it isn't there.
    public static func llen(_ key: some CommandArgument) -> Command where Response == Int {
        Command(.llen) { $0.appendOne(key) }
    }

    /// A part of a list; empty where there is nothing.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - first: The first element, counted from 0 at the head; negative numbers count from the tail, which is -1.
    ///   - last: The last element, counted likewise.
    ///   - type: What each element is read as.
    public static func lrange<Element: RESPDecodable>(
        _ key: some CommandArgument, from first: Int, through last: Int, as type: Element.Type
    ) -> Command where Response == [Element] {
        Command(.lrange) { $0.appendWords(key, first, last) }
    }

    /// Keeps a part of a list and deletes everything else.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - first: The first element, counted from 0 at the head; negative numbers count from the tail, which is -1.
    ///   - last: The last element, counted likewise.
    public static func ltrim(_ key: some CommandArgument, from first: Int, through last: Int) -> Command
    where Response == Void {
        Command(.ltrim) { $0.appendWords(key, first, last) }
    }

    /// An element of a list; nil if there is none there. Costs a step for each element up to it.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - index: Which element, counted from 0 at the head; negative numbers count from the tail, which is -1.
    ///   - type: What it is read as.
    public static func lindex<Element: RESPDecodable>(
        _ key: some CommandArgument, _ index: Int, as type: Element.Type
    ) -> Command where Response == Element? {
        Command(.lindex) { $0.appendWords(key, index) }
    }

    /// Replaces an element of a list. Costs a step for each element up to it.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - index: Which element, counted from 0 at the head; negative numbers count from the tail, which is -1. Where
    ///     there is none, the server answers with an error.
    ///   - element: The new element.
    public static func lset(_ key: some CommandArgument, _ index: Int, _ element: some CommandArgument) -> Command
    where Response == Void {
        Command(.lset) { $0.appendWords(key, index, element) }
    }

    // The result is often of no use.
    /// Puts an element beside the first one that equals another, and returns the list's new length; -1 if there is no
    /// such element, and 0 if there is no list. Costs a step for each element up to it.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - side: The side on which it is put.
    ///   - pivot: The element beside which it is put.
    ///   - element: The new element.
    public static func linsert(
        _ key: some CommandArgument, _ side: InsertionSide, _ pivot: some CommandArgument,
        _ element: some CommandArgument
    ) -> Command where Response == Int {
        Command(.linsert) { $0.appendWords(key, side.rawValue, pivot, element) }
    }

    // The result is often of no use.
    /// Deletes elements that equal one, and returns how many. Costs a step for each element.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - count: The most elements to delete, from the head; negative to begin at the tail; 0 for all.
    ///   - element: What they equal.
    public static func lrem(_ key: some CommandArgument, count: Int, _ element: some CommandArgument) -> Command
    where Response == Int {
        Command(.lrem) { $0.appendWords(key, count, element) }
    }

    /// Where an element is in a list, counted from 0 at the head; nil if it isn't. Since Redis 6.0.6.
    ///
    /// - Parameters:
    ///   - key: The list's key.
    ///   - element: The element.
    ///   - rank: Which of equal elements, from 1 at the head, or from -1 at the tail. Default: the first.
    ///   - limit: The most elements that are compared. Default: all.
    public static func lpos(
        _ key: some CommandArgument, _ element: some CommandArgument, rank: Int? = nil,
        comparingAtMost limit: Int? = nil
    ) -> Command where Response == Int? {
        Command(.lpos) {
            $0.appendWords(key, element)
            $0.append("RANK", rank)
            $0.append("MAXLEN", limit)
        }
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
    public static func lpos(
        _ key: some CommandArgument, _ element: some CommandArgument, count: Int, rank: Int? = nil,
        comparingAtMost limit: Int? = nil
    ) -> Command where Response == [Int] {
        Command(.lpos) {
            $0.appendWords(key, element)
            $0.append("RANK", rank)
            $0.append("COUNT", count)
            $0.append("MAXLEN", limit)
        }
    }
}
