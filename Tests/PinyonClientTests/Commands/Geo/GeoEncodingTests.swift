import PinyonClient
import Testing

struct GeoEncodingTests {
    @Test func positions() {
        let place = GeoPosition(longitude: 13.5, latitude: 38)
        #expect(words(.geoadd("k", "m", at: place)) == "GEOADD k 13.5 38.0 m")
        #expect(
            words(.geoadd("k", ["m": place], condition: .ifPresent, counting: .changed))
                == "GEOADD k XX CH 13.5 38.0 m")
        #expect(words(.geodist("k", "a", "b")) == "GEODIST k a b m")
        #expect(words(.geodist("k", "a", "b", unit: .miles)) == "GEODIST k a b mi")
        #expect(words(.geohash("k", ["a", "b"])) == "GEOHASH k a b")
        #expect(words(.geopos("k", ["a", "b"])) == "GEOPOS k a b")
    }

    @Test func searches() {
        let circle = GeoShape.circle(around: .member("m"), radius: .kilometers(5))
        #expect(words(.geosearch("k", circle)) == "GEOSEARCH k FROMMEMBER m BYRADIUS 5.0 km")
        let box = GeoShape.box(around: .position(longitude: 1, latitude: 2), width: 3, height: 4, .feet)
        #expect(
            words(.geosearch("k", box, order: .descending, limit: .any(3)))
                == "GEOSEARCH k FROMLONLAT 1.0 2.0 BYBOX 3.0 4.0 ft DESC COUNT 3 ANY")
        let polygon = GeoShape.polygon([GeoPosition(longitude: 1, latitude: 2), GeoPosition(longitude: 3, latitude: 4)])
        #expect(
            words(.geosearch("k", polygon, with: [.position, .distance, .hash], limit: .nearest(2)))
                == "GEOSEARCH k BYPOLYGON 2 1.0 2.0 3.0 4.0 COUNT 2 WITHCOORD WITHDIST WITHHASH")
        #expect(
            words(.geosearchstore("d", from: "k", circle, order: .ascending, limit: .nearest(2), storing: .distance))
                == "GEOSEARCHSTORE d k FROMMEMBER m BYRADIUS 5.0 km ASC COUNT 2 STOREDIST")
        #expect(
            words(.georadiusRO("k", around: GeoPosition(longitude: 1, latitude: 2), radius: .meters(3)))
                == "GEORADIUS_RO k 1.0 2.0 3.0 m")
        #expect(
            words(
                .georadiusbymemberRO(
                    "k", around: "m", radius: .feet(3), with: .hash, order: .ascending, limit: .nearest(1)))
                == "GEORADIUSBYMEMBER_RO k m 3.0 ft ASC COUNT 1 WITHHASH")
    }
}
