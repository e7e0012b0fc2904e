extension CommandTraits {
    static let geoadd = CommandTraits("GEOADD", keys: .first)
    static let geodist = CommandTraits("GEODIST", keys: .first, .readOnly)
    static let geohash = CommandTraits("GEOHASH", keys: .first, .readOnly)
    static let geopos = CommandTraits("GEOPOS", keys: .first, .readOnly)
    static let georadius = CommandTraits("GEORADIUS", keys: .firstAndStored(optionsAt: 6))
    static let georadiusRO = CommandTraits("GEORADIUS_RO", keys: .first, .readOnly)
    static let georadiusbymember = CommandTraits("GEORADIUSBYMEMBER", keys: .firstAndStored(optionsAt: 5))
    static let georadiusbymemberRO = CommandTraits("GEORADIUSBYMEMBER_RO", keys: .first, .readOnly)
    static let geosearch = CommandTraits("GEOSEARCH", keys: .first, .readOnly)
    static let geosearchstore = CommandTraits("GEOSEARCHSTORE", keys: .firstTwo)

    /// The commands on positions.
    static let geo: [CommandTraits] = [
        geoadd, geodist, geohash, geopos, georadius, georadiusRO, georadiusbymember, georadiusbymemberRO, geosearch,
        geosearchstore,
    ]
}
