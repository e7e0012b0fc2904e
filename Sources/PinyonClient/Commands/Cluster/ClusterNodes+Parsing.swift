extension ClusterNodes: RESPDecodable {
    /// Reads the reply of `CLUSTER NODES`, or of `CLUSTER REPLICAS`, which has the lines as elements.
    ///
    /// - Throws: ``RESPDecodingError`` if it is neither a text nor an array.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ClusterNodes {
        if let lines = value.elements {
            return ClusterNodes(lines: lines.map { Substring($0.looseText ?? "") })
        }
        guard let text = value.looseText else { throw RESPDecodingError(expected: "a text", found: value) }
        return ClusterNodes(lines: text.split(whereSeparator: \.isNewline))
    }

    private init(lines: [Substring]) {
        var skipped = 0
        nodes = lines.compactMap { line in
            let node = Node(words: line.split(separator: " "), skipped: &skipped)
            skipped += node == nil ? 1 : 0
            return node
        }
        skippedLines = skipped
    }
}

extension ClusterNodes.Node {
    /// A line: identity, address, flags, primary, ping, pong, epoch, link, and the slots.
    fileprivate init?(words: [Substring], skipped: inout Int) {
        guard words.count >= 8, let pingSent = Int(words[4]), let pongReceived = Int(words[5]),
            let epoch = UInt64(words[6]), let address = ClusterNodes.Address(words[1])
        else { return nil }
        let parts = SlotParts(words.dropFirst(8))
        skipped += parts.skipped
        self.init(
            id: String(words[0]), address: address,
            flags: Set(words[2].split(separator: ",").map { ClusterNodes.Flag(rawValue: String($0)) }),
            primaryID: words[3] == "-" ? nil : String(words[3]), pingSent: Self.time(pingSent),
            pongReceived: Self.time(pongReceived), configurationEpoch: epoch, isLinkConnected: words[7] == "connected",
            slots: parts.slots,
            migrating: parts.migrating, importing: parts.importing
        )
    }

    private static func time(_ milliseconds: Int) -> UnixTime? {
        milliseconds > 0 ? UnixTime(milliseconds: milliseconds) : nil
    }
}

extension ClusterNodes.Address {
    /// `ip:port@busport,hostname,name=value`, of which all behind the port may be missing.
    fileprivate init?(_ text: Substring) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard let place = parts.first, let colon = place.lastIndex(of: ":") else { return nil }
        let ports = place[place.index(after: colon)...].split(separator: "@", omittingEmptySubsequences: false)
        guard let first = ports.first, let port = Int(first) else { return nil }
        var metadata: [String: String] = [:]
        for part in parts.dropFirst(2) {
            guard let equals = part.firstIndex(of: "=") else { continue }
            metadata[String(part[..<equals])] = String(part[part.index(after: equals)...])
        }
        self.init(
            ip: String(place[..<colon]), port: Self.known(port),
            busPort: ports.count > 1 ? Int(ports[1]).flatMap(Self.known) : nil,
            hostname: parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil, metadata: metadata
        )
    }

    private static func known(_ port: Int) -> Int? { (1...65_535).contains(port) ? port : nil }
}

/// The end of a line: `0-8191 42 [93->-id] [77-<-id]`.
private struct SlotParts {
    var slots: [SlotRange] = []
    var migrating: [ClusterNodes.Move] = []
    var importing: [ClusterNodes.Move] = []
    var skipped = 0

    init(_ words: ArraySlice<Substring>) {
        for word in words {
            if word.hasPrefix("[") {
                addMove(word)
            } else if let range = SlotRange(parsing: word) {
                slots.append(range)
            } else {
                skipped += 1
            }
        }
    }

    private mutating func addMove(_ word: Substring) {
        let parts = word.dropFirst().dropLast().split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
        guard word.hasSuffix("]"), parts.count == 3, let slot = Int(parts[0]).flatMap(HashSlot.init(number:)),
            !parts[2].isEmpty
        else {
            skipped += 1
            return
        }
        let move = ClusterNodes.Move(slot: slot, nodeID: String(parts[2]))
        switch parts[1] {
        case ">": migrating.append(move)
        case "<": importing.append(move)
        default: skipped += 1
        }
    }
}
