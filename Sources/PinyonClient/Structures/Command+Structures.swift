extension Command {
    /// The same command at the primary: what follows a write has to see it.
    var atPrimary: Command { reading(from: .primary) }

    /// Whether nothing stands behind the key, as when an array of elements is empty: a server would refuse that.
    var hasNoElements: Bool { arguments.count <= 2 && arguments.problem == nil }
}
