/// A position on earth.
public struct GeoPosition: Sendable, Hashable, RESPDecodable {
    /// The longitude in degrees, from -180 to 180.
    public var longitude: Double
    /// The latitude in degrees, from -85.05112878 to 85.05112878: the poles can't be stored.
    public var latitude: Double

    /// A position.
    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// Reads a longitude and a latitude.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> GeoPosition {
        guard let parts = value.elements, parts.count == 2 else {
            throw RESPDecodingError(expected: "a longitude and a latitude", found: value)
        }
        return GeoPosition(longitude: try Double.decode(parts[0]), latitude: try Double.decode(parts[1]))
    }
}

/// A unit of length.
public enum GeoUnit: String, Sendable, Hashable, CaseIterable {
    /// Metres.
    case meters = "m"
    /// Kilometres.
    case kilometers = "km"
    /// Feet.
    case feet = "ft"
    /// Miles.
    case miles = "mi"
}

/// A length.
public struct GeoDistance: Sendable, Hashable {
    /// How many units.
    public var value: Double
    /// The unit.
    public var unit: GeoUnit

    /// A length.
    public init(_ value: Double, _ unit: GeoUnit) {
        self.value = value
        self.unit = unit
    }

    /// A length in metres.
    public static func meters(_ value: Double) -> GeoDistance { GeoDistance(value, .meters) }
    /// A length in kilometres.
    public static func kilometers(_ value: Double) -> GeoDistance { GeoDistance(value, .kilometers) }
    /// A length in feet.
    public static func feet(_ value: Double) -> GeoDistance { GeoDistance(value, .feet) }
    /// A length in miles.
    public static func miles(_ value: Double) -> GeoDistance { GeoDistance(value, .miles) }
}

/// The middle of an area that is searched.
public struct GeoCenter: Sendable {
    private enum Kind {
        case member(any CommandArgument)
        case position(GeoPosition)
    }

    private let kind: Kind

    /// Where a member is. If it isn't there, the server answers with an error.
    public static func member(_ member: some CommandArgument) -> GeoCenter { GeoCenter(kind: .member(member)) }

    /// A position.
    public static func position(longitude: Double, latitude: Double) -> GeoCenter {
        GeoCenter(kind: .position(GeoPosition(longitude: longitude, latitude: latitude)))
    }

    fileprivate func append(to arguments: inout CommandArguments) {
        switch kind {
        case .member(let member):
            arguments.append("FROMMEMBER")
            arguments.appendOne(member)
        case .position(let position):
            arguments.appendWords("FROMLONLAT", position.longitude, position.latitude)
        }
    }
}

/// An area that is searched.
public struct GeoShape: Sendable {
    private enum Kind {
        case circle(GeoCenter, radius: GeoDistance)
        case box(GeoCenter, width: Double, height: Double, GeoUnit)
        case polygon([GeoPosition])
    }

    private let kind: Kind

    /// A circle. Distances are returned in the radius' unit.
    public static func circle(around center: GeoCenter, radius: GeoDistance) -> GeoShape {
        GeoShape(kind: .circle(center, radius: radius))
    }

    /// A box whose sides go from north to south and from west to east. Distances are returned in its unit.
    public static func box(around center: GeoCenter, width: Double, height: Double, _ unit: GeoUnit) -> GeoShape {
        GeoShape(kind: .box(center, width: width, height: height, unit))
    }

    /// A polygon of at least three corners. Distances are returned in metres from the mean of the corners. Since
    /// Valkey 9.0; not in Redis.
    public static func polygon(_ corners: [GeoPosition]) -> GeoShape { GeoShape(kind: .polygon(corners)) }

    func append(to arguments: inout CommandArguments) {
        switch kind {
        case .circle(let center, let radius):
            center.append(to: &arguments)
            arguments.appendWords("BYRADIUS", radius.value, radius.unit.rawValue)
        case .box(let center, let width, let height, let unit):
            center.append(to: &arguments)
            arguments.appendWords("BYBOX", width, height, unit.rawValue)
        case .polygon(let corners):
            arguments.appendWords("BYPOLYGON", corners.count)
            for corner in corners { arguments.appendWords(corner.longitude, corner.latitude) }
        }
    }
}

/// How many members a search returns.
public struct GeoLimit: Sendable, Hashable {
    private let count: Int
    private let isAny: Bool

    /// So many, the nearest ones.
    public static func nearest(_ count: Int) -> GeoLimit { GeoLimit(count: count, isAny: false) }

    /// So many, whichever are found first, which is quicker. Since Redis 6.2.
    public static func any(_ count: Int) -> GeoLimit { GeoLimit(count: count, isAny: true) }

    func append(to arguments: inout CommandArguments) {
        arguments.append("COUNT", count)
        arguments.append("ANY", if: isAny)
    }
}

/// What a search returns of each member.
public struct GeoDetails: OptionSet, Sendable, Hashable {
    /// The details as bits.
    public let rawValue: UInt8

    /// Details as bits.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Its position, as exactly as it is stored.
    public static let position = GeoDetails(rawValue: 1 << 0)
    /// Its distance from the middle.
    public static let distance = GeoDetails(rawValue: 1 << 1)
    /// Its position as the number that is its score.
    public static let hash = GeoDetails(rawValue: 1 << 2)

    func append(to arguments: inout CommandArguments) {
        arguments.append("WITHCOORD", if: contains(.position))
        arguments.append("WITHDIST", if: contains(.distance))
        arguments.append("WITHHASH", if: contains(.hash))
    }
}

/// What a search that stores its result takes for the scores.
public enum GeoStoredScore: Sendable, Hashable, CaseIterable {
    /// The positions, so that the result is one of positions, too.
    case position
    /// The distances from the middle.
    case distance
}
