/// A member that a search found, with the details that were asked for.
public struct GeoMatch<Member: Sendable>: Sendable {
    /// The member.
    public let member: Member
    /// Its position, if that was asked for.
    public let position: GeoPosition?
    /// Its distance from the middle, if that was asked for, in the unit of the search.
    public let distance: Double?
    /// Its position as a number, if that was asked for.
    public let hash: Int?
}

extension GeoMatch: Equatable where Member: Equatable {}
extension GeoMatch: Hashable where Member: Hashable {}

extension GeoMatch where Member: RESPDecodable {
    /// Reads members, each with its details behind it if there are any; the distance first, then the number, then the
    /// position.
    static func list(
        _ details: GeoDetails
    ) -> @Sendable (RESPValue) throws(RESPDecodingError) -> [GeoMatch] {
        { value throws(RESPDecodingError) in
            guard let elements = value.elements else { throw RESPDecodingError(expected: "members", found: value) }
            var matches: [GeoMatch] = []
            matches.reserveCapacity(elements.count)
            for element in elements { matches.append(try one(element, details)) }
            return matches
        }
    }

    private static func one(_ value: RESPValue, _ details: GeoDetails) throws(RESPDecodingError) -> GeoMatch {
        if details.isEmpty {
            return GeoMatch(member: try Member.decode(value), position: nil, distance: nil, hash: nil)
        }
        guard var parts = value.elements, let member = parts.first else {
            throw RESPDecodingError(expected: "a member and details", found: value)
        }
        let wanted = [GeoDetails.position, .distance, .hash].count { details.contains($0) }
        guard parts.count == wanted + 1 else {
            throw RESPDecodingError(expected: "a member and \(wanted) details", found: value)
        }
        return GeoMatch(
            member: try Member.decode(member),
            position: details.contains(.position) ? try GeoPosition.decode(parts.removeLast()) : nil,
            distance: details.contains(.distance) ? try Double.decode(parts[1]) : nil,
            hash: details.contains(.hash) ? try Int.decode(parts.removeLast()) : nil)
    }
}
