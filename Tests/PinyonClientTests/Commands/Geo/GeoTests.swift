import PinyonClient
import Testing

struct GeoTests {
    private static let palermo = GeoPosition(longitude: 13.361389, latitude: 38.115556)
    private static let catania = GeoPosition(longitude: 15.087269, latitude: 37.502669)
    private static let cities = ["Palermo": palermo, "Catania": catania]
    private static let center = GeoCenter.position(longitude: 15, latitude: 37)

    private static func isNear(_ number: Double?, _ expected: Double) -> Bool {
        number.map { abs($0 - expected) < 0.01 } ?? false
    }

    @Test(arguments: LiveTarget.all)
    func positionsAreSetAndRead(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.geoadd("Sicily", Self.cities) == 2)
            #expect(try await client.geoadd("Sicily", "Palermo", at: Self.palermo, condition: .ifAbsent) == 0)
            #expect(try await client.geoadd("Sicily", "Enna", at: Self.catania, condition: .ifPresent) == 0)
            #expect(try await client.geoadd("Sicily", "Catania", at: Self.palermo, counting: .changed) == 1)
            #expect(try await client.geoadd("Sicily", "Catania", at: Self.catania, counting: .changed) == 1)
            #expect(Self.isNear(try await client.geodist("Sicily", "Palermo", "Catania"), 166_274.15))
            #expect(Self.isNear(try await client.geodist("Sicily", "Palermo", "Catania", unit: .kilometers), 166.27))
            #expect(try await client.geodist("Sicily", "Palermo", "Rome") == nil)
            #expect(try await client.geohash("Sicily", ["Palermo", "Rome"]) == ["sqc8b49rny0", nil])
            let positions = try await client.geopos("Sicily", ["Palermo", "Rome"])
            #expect(positions.count == 2 && positions.last == .some(nil))
            #expect(Self.isNear(positions.first??.longitude, 13.361389))
            #expect(Self.isNear(positions.first??.latitude, 38.115556))
        }
    }

    @Test(arguments: LiveTarget.all)
    func areasAreSearched(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.geoadd("Sicily", Self.cities)
            let circle = GeoShape.circle(around: Self.center, radius: .kilometers(200))
            #expect(try await client.geosearch("Sicily", circle, order: .ascending) == ["Catania", "Palermo"])
            #expect(try await client.geosearch("Sicily", circle, order: .descending) == ["Palermo", "Catania"])
            #expect(try await client.geosearch("Sicily", circle, limit: .nearest(1)) == ["Catania"])
            #expect(try await client.geosearch("Sicily", circle, limit: .any(1)).count == 1)
            let box = GeoShape.box(around: .member("Palermo"), width: 100, height: 100, .miles)
            #expect(try await client.geosearch("Sicily", box) == ["Palermo"])
            #expect(try await client.geosearchstore("d", from: "Sicily", circle) == 2)
            #expect(Self.isNear(try await client.geodist("d", "Palermo", "Catania"), 166_274.15))
            #expect(try await client.geosearchstore("d", from: "Sicily", circle, storing: .distance) == 2)
            #expect(Self.isNear(try await client.zscore("d", "Catania"), 56.44))
            #expect(try await client.geosearch("none", circle).isEmpty)
        }
    }

    @Test(arguments: LiveTarget.all, [GeoDetails](detailsFrom: 0...7))
    func searchesReturnDetails(_ target: LiveTarget, _ details: GeoDetails) async throws {
        try await target.withClient { client in
            try await client.geoadd("Sicily", Self.cities)
            let circle = GeoShape.circle(around: Self.center, radius: .kilometers(100))
            let found = try await client.geosearch("Sicily", circle, with: details)
            let older = try await client.georadiusRO(
                "Sicily", around: GeoPosition(longitude: 15, latitude: 37), radius: .kilometers(100), with: details)
            #expect(found == older)
            let match = try #require(found.first)
            #expect(found.count == 1 && match.member == "Catania")
            #expect((match.position != nil) == details.contains(.position))
            #expect((match.distance != nil) == details.contains(.distance))
            #expect((match.hash != nil) == details.contains(.hash))
            if details.contains(.position) { #expect(Self.isNear(match.position?.longitude, 15.087269)) }
            if details.contains(.distance) { #expect(Self.isNear(match.distance, 56.44)) }
            if details.contains(.hash) { #expect(match.hash == 3_479_447_370_796_909) }
        }
    }

    @Test(arguments: LiveTarget.all)
    func circlesAroundMembersAreSearched(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.geoadd("Sicily", Self.cities)
            let found = try await client.georadiusbymemberRO(
                "Sicily", around: "Palermo", radius: .meters(200_000), with: .distance, order: .ascending,
                limit: .nearest(2))
            #expect(found.map(\.member) == ["Palermo", "Catania"])
            #expect(Self.isNear(found.last?.distance, 166_274.15))
            await expectServerError("ERR") {
                _ = try await client.georadiusbymemberRO("Sicily", around: "Rome", radius: .miles(1))
            }
        }
    }

    @Test(arguments: LiveTarget.since(redis: nil, valkey: 9.0))
    func polygonsAreSearched(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.geoadd("Sicily", Self.cities)
            let corners = [(13.0, 38.5), (13.0, 37.8), (14.0, 37.8), (14.0, 38.5)]
            let polygon = GeoShape.polygon(corners.map { GeoPosition(longitude: $0.0, latitude: $0.1) })
            #expect(try await client.geosearch("Sicily", polygon) == ["Palermo"])
            let found = try await client.geosearch("Sicily", polygon, with: [.distance, .position])
            // The mean of the corners as points of a sphere, which is a little north of their mean latitude.
            let middle = GeoCenter.position(longitude: 13.5, latitude: 38.151_059_814)
            let circle = GeoShape.circle(around: middle, radius: .meters(100_000))
            let near = try await client.geosearch("Sicily", circle, with: .distance)
            #expect(Self.isNear(found.first?.distance, try #require(near.first?.distance)))
        }
    }
}

extension [GeoDetails] {
    fileprivate init(detailsFrom range: ClosedRange<UInt8>) {
        self = range.map { GeoDetails(rawValue: $0) }
    }
}
