extension Command {
    // The result is often of no use.
    /// Deletes keys, and returns how many there were. The server does it at once, which takes long for large values.
    ///
    /// - Parameter keys: A key, or an array of keys. They may be in several slots of a cluster.
    public static func del(_ keys: some CommandArgument) -> Command where Response == Int {
        Command(.del) { $0.append(keys) }
    }

    // The result is often of no use.
    /// Deletes keys, and returns how many there were. The server frees their memory later, beside its other work.
    ///
    /// - Parameter keys: A key, or an array of keys. They may be in several slots of a cluster.
    public static func unlink(_ keys: some CommandArgument) -> Command where Response == Int {
        Command(.unlink) { $0.append(keys) }
    }

    /// How many of some keys there are. A key that is named twice counts twice.
    ///
    /// - Parameter keys: A key, or an array of keys. They may be in several slots of a cluster.
    public static func exists(_ keys: some CommandArgument) -> Command where Response == Int {
        Command(.exists) { $0.append(keys) }
    }

    // The result is often of no use.
    /// Notes that keys are in use, and returns how many there are.
    ///
    /// - Parameter keys: A key, or an array of keys. They may be in several slots of a cluster.
    public static func touch(_ keys: some CommandArgument) -> Command where Response == Int {
        Command(.touch) { $0.append(keys) }
    }

    /// What a key holds; nil if it isn't there.
    public static func type(_ key: some CommandArgument) -> Command where Response == KeyType? {
        Command(.type, decode: KeyType.decodePresent) { $0.appendOne(key) }
    }

    /// Renames a key. A key that has the new name already is deleted.
    ///
    /// In a cluster both have to be in one slot.
    public static func rename(_ key: some CommandArgument, _ newKey: some CommandArgument) -> Command
    where Response == Void {
        Command(.rename) { $0.appendWords(key, newKey) }
    }

    // The result is often of no use.
    /// Renames a key if no key has the new name, and says whether it did.
    ///
    /// In a cluster both have to be in one slot.
    public static func renamenx(_ key: some CommandArgument, _ newKey: some CommandArgument) -> Command
    where Response == Bool {
        Command(.renamenx) { $0.appendWords(key, newKey) }
    }

    // The result is often of no use.
    /// Copies a key with its expiry, and says whether it did. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - source: The key that is copied.
    ///   - destination: The copy's key. In a cluster both have to be in one slot.
    ///   - database: The copy's database; nil for the connection's own.
    ///   - overwriting: Whether a key at the destination is replaced. Default: then nothing is done.
    public static func copy(
        _ source: some CommandArgument, to destination: some CommandArgument, database: Int? = nil,
        overwriting: Bool = false
    ) -> Command where Response == Bool {
        Command(.copy) {
            $0.appendWords(source, destination)
            $0.append("DB", database)
            $0.append("REPLACE", if: overwriting)
        }
    }

    // The result is often of no use.
    /// Moves a key to another database unless it has such a key already, and says whether it did.
    public static func move(_ key: some CommandArgument, toDatabase database: Int) -> Command where Response == Bool {
        Command(.move) { $0.appendWords(key, database) }
    }

    /// Any key of the database; nil if there is none. In a cluster, any key of one node.
    ///
    /// - Parameter type: What the key is read as.
    public static func randomkey<Key: RESPDecodable>(as type: Key.Type) -> Command where Response == Key? {
        Command(.randomkey)
    }

    /// All keys that match a pattern. The server does nothing else meanwhile, which takes a second for some millions of
    /// keys: use ``CommandSender/scanKeys(matching:type:count:as:)`` where others use the server too.
    ///
    /// - Parameters:
    ///   - pattern: The pattern.
    ///   - type: What each key is read as.
    public static func keys<Key: RESPDecodable>(matching pattern: GlobPattern, as type: Key.Type) -> Command
    where Response == [Key] {
        Command(.keys) { $0.appendOne(pattern) }
    }
}
