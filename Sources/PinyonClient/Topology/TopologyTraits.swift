extension CommandTraits {
    static let role = CommandTraits("ROLE", .readOnly)
}
