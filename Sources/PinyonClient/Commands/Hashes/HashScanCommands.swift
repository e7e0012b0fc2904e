extension Command {
    /// Some fields of a hash with their values, and where the walk through them goes on.
    /// ``CommandSender/hscan(_:matching:count:fieldsAs:as:)`` walks by itself.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the fields have to match. Default: nothing.
    ///   - count: About how many fields are looked at. Default: the server's, 10. A small hash comes as one page.
    ///   - fieldType: What each field is read as.
    ///   - type: What each value is read as.
    public static func hscan<Field: RESPDecodable, Value: RESPDecodable>(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil,
        fieldsAs fieldType: Field.Type, as type: Value.Type
    ) -> Command where Response == ScanPage<HashEntry<Field, Value>> {
        Command(.hscan, decode: HashEntry.page) {
            $0.appendOne(key)
            $0.appendScan(cursor, pattern, count)
        }
    }

    /// Some fields of a hash without their values, and where the walk through them goes on. Since Redis 7.4 and
    /// Valkey 8.0.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the fields have to match. Default: nothing.
    ///   - count: About how many fields are looked at. Default: the server's, 10. A small hash comes as one page.
    ///   - type: What each field is read as.
    public static func hscanNoValues<Field: RESPDecodable>(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil,
        as type: Field.Type
    ) -> Command where Response == ScanPage<Field> {
        Command(.hscan) {
            $0.appendOne(key)
            $0.appendScan(cursor, pattern, count)
            $0.append("NOVALUES")
        }
    }
}

extension CommandSender {
    /// Walks through the fields of a hash with their values, one page after the other.
    ///
    /// A field that is there all the time is returned at least once, perhaps more often.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - pattern: What the fields have to match. Default: nothing.
    ///   - count: About how many fields are looked at for a page. Default: the server's, 10.
    ///   - fieldType: What each field is read as. Default: text.
    ///   - type: What each value is read as. Default: text.
    public func hscan<Field: RESPDecodable, Value: RESPDecodable>(
        _ key: some CommandArgument, matching pattern: GlobPattern? = nil, count: Int? = nil,
        fieldsAs fieldType: Field.Type = String.self, as type: Value.Type = String.self
    ) -> ScanSequence<HashEntry<Field, Value>> {
        ScanSequence(self) {
            .hscan(key, cursor: $0, matching: pattern, count: count, fieldsAs: Field.self, as: Value.self)
        }
    }

    /// Walks through the fields of a hash without their values, one page after the other. Since Redis 7.4 and
    /// Valkey 8.0.
    ///
    /// A field that is there all the time is returned at least once, perhaps more often.
    ///
    /// - Parameters:
    ///   - key: The hash's key.
    ///   - pattern: What the fields have to match. Default: nothing.
    ///   - count: About how many fields are looked at for a page. Default: the server's, 10.
    ///   - type: What each field is read as. Default: text.
    public func hscanNoValues<Field: RESPDecodable>(
        _ key: some CommandArgument, matching pattern: GlobPattern? = nil, count: Int? = nil,
        as type: Field.Type = String.self
    ) -> ScanSequence<Field> {
        ScanSequence(self) { .hscanNoValues(key, cursor: $0, matching: pattern, count: count, as: Field.self) }
    }
}
