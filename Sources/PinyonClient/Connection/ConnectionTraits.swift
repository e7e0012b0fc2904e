extension CommandTraits {
    static let hello = CommandTraits("HELLO", .refused)
    static let auth = CommandTraits("AUTH", .refused)
    static let select = CommandTraits("SELECT", .leased)
    static let readonly = CommandTraits("READONLY", .leased)
    static let clientSetname = CommandTraits("CLIENT SETNAME", .leased)
    static let clientSetinfo = CommandTraits("CLIENT SETINFO", .leased)
    static let ping = CommandTraits("PING")
    static let asking = CommandTraits("ASKING", .leased)
}
