/// When a value goes away by itself, as a command leaves it.
public enum Expiry: Sendable, Hashable {
    /// After a duration from now, with its part of a millisecond rounded up.
    case after(Duration)
    /// At a moment of the server's clock.
    case at(UnixTime)
    /// Not by itself, whatever was set before.
    case never
    /// When it would have gone away without the command.
    case unchanged

    /// Adds the words for an expiry that is set, as most commands take them: whole seconds as such, everything else in
    /// milliseconds.
    ///
    /// - Parameters:
    ///   - arguments: What they are added to.
    ///   - never: The word for ``never``; nil if a command does that without a word.
    ///   - unchanged: The word for ``unchanged``; nil if a command does that without a word.
    func append(to arguments: inout CommandArguments, never: String?, unchanged: String?) {
        switch self {
        case .after(let duration):
            let milliseconds = duration.wholeMilliseconds
            let isWhole = milliseconds.isMultiple(of: 1_000)
            arguments.append(isWhole ? "EX" : "PX")
            arguments.append(isWhole ? milliseconds / 1_000 : milliseconds)
        case .at(let time):
            let isWhole = time.milliseconds.isMultiple(of: 1_000)
            arguments.append(isWhole ? "EXAT" : "PXAT")
            arguments.append(isWhole ? time.seconds : time.milliseconds)
        case .never:
            if let never { arguments.append(never) }
        case .unchanged:
            if let unchanged { arguments.append(unchanged) }
        }
    }
}

/// Which of the expiries that a command could set it does set.
public enum ExpiryCondition: String, Sendable, Hashable, CaseIterable {
    /// Only where there is none yet.
    case ifNone = "NX"
    /// Only where there is one already.
    case ifAny = "XX"
    /// Only if it is later than the present one. No expiry counts as one that is later than all.
    case ifLater = "GT"
    /// Only if it is earlier than the present one. No expiry counts as one that is later than all.
    case ifEarlier = "LT"
}

/// How long something is still there.
public enum TimeToLive: Sendable, Hashable, RESPDecodable {
    /// It isn't there.
    case missing
    /// It doesn't go away by itself.
    case unlimited
    /// It goes away after this time.
    case remaining(Duration)

    /// The time it has left; nil if it isn't there or doesn't go away by itself.
    public var duration: Duration? {
        if case .remaining(let duration) = self { return duration }
        return nil
    }

    /// Reads seconds, or -1 and -2 in their place.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> TimeToLive {
        TimeToLive(try Int.decode(value), unit: .seconds(1))
    }

    static func decodeMilliseconds(_ value: RESPValue) throws(RESPDecodingError) -> TimeToLive {
        TimeToLive(try Int.decode(value), unit: .milliseconds(1))
    }

    static func decodeMillisecondsList(_ value: RESPValue) throws(RESPDecodingError) -> [TimeToLive] {
        try [Int].decode(value).map { TimeToLive($0, unit: .milliseconds(1)) }
    }

    private init(_ number: Int, unit: Duration) {
        self = number >= 0 ? .remaining(unit * number) : number == -1 ? .unlimited : .missing
    }
}

/// When something goes away.
public enum ExpiryTime: Sendable, Hashable, RESPDecodable {
    /// It isn't there.
    case missing
    /// It doesn't go away by itself.
    case never
    /// It goes away at this moment of the server's clock.
    case at(UnixTime)

    /// Reads seconds since 1970, or -1 and -2 in their place.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ExpiryTime {
        let number = try Int.decode(value)
        return ExpiryTime(number, UnixTime(seconds: number))
    }

    static func decodeMilliseconds(_ value: RESPValue) throws(RESPDecodingError) -> ExpiryTime {
        let number = try Int.decode(value)
        return ExpiryTime(number, UnixTime(milliseconds: number))
    }

    static func decodeMillisecondsList(_ value: RESPValue) throws(RESPDecodingError) -> [ExpiryTime] {
        try [Int].decode(value).map { ExpiryTime($0, UnixTime(milliseconds: $0)) }
    }

    private init(_ number: Int, _ time: UnixTime) {
        self = number >= 0 ? .at(time) : number == -1 ? .never : .missing
    }
}
