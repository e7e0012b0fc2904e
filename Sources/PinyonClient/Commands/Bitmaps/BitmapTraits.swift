extension CommandTraits {
    static let bitcount = CommandTraits("BITCOUNT", keys: .first, .readOnly)
    static let bitfield = CommandTraits("BITFIELD", keys: .first)
    static let bitfieldRO = CommandTraits("BITFIELD_RO", keys: .first, .readOnly)
    static let bitop = CommandTraits("BITOP", keys: .range(from: 2, step: 1, beforeLast: 0))
    static let bitpos = CommandTraits("BITPOS", keys: .first, .readOnly)
    static let getbit = CommandTraits("GETBIT", keys: .first, .readOnly)
    static let setbit = CommandTraits("SETBIT", keys: .first)

    /// The commands on the bits of strings.
    static let bitmaps: [CommandTraits] = [bitcount, bitfield, bitfieldRO, bitop, bitpos, getbit, setbit]
}
