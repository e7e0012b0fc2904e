public import NIOCore

/// Which keys a server tells about.
public enum TrackingMode: Sendable, Hashable {
    /// Keys that were read, and asked for, with ``Tracking/read(_:onReply:)``. The server remembers each.
    case optIn
    /// All keys that begin with one of some prefixes, whether they were read or not; all keys at all without prefixes.
    /// Costs the server no memory for keys, and every client a message for every change.
    ///
    /// No prefix may begin with another one, or be equal to it: servers refuse that.
    case broadcast(prefixes: [String])

    var isBroadcast: Bool {
        if case .broadcast = self { true } else { false }
    }

    /// Why no server would do it; nil if nothing speaks against it.
    package var objection: ClientError? {
        guard case .broadcast(let prefixes) = self else { return nil }
        // In this order, what begins with a prefix stands right behind it, or behind others that do.
        let sorted = prefixes.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for (shorter, longer) in zip(sorted, sorted.dropFirst()) where longer.utf8.starts(with: shorter.utf8) {
            return ClientError(
                .invalidArgument,
                """
                the prefixes “\(shorter)” and “\(longer)” of a broadcast overlap, and no server takes such; leave out \
                the longer one, whose keys the other has too
                """)
        }
        return nil
    }

    /// Whether a server that does it tells of all changes to what a command reads.
    package func covers(_ request: Request) -> Bool {
        let keys = request.arguments.keys(at: request.traits.keys)
        // It may read keys by patterns besides, of which servers tell nothing.
        guard !keys.isEmpty, request.traits.name != "SORT_RO" else { return false }
        guard case .broadcast(let prefixes) = self, !prefixes.isEmpty else { return true }
        return keys.allSatisfy { key in
            prefixes.contains { key.readableBytesView.starts(with: $0.utf8) }
        }
    }

    /// The command that switches it on for a connection.
    var switchingOn: CommandArguments {
        var command = CommandArguments(.clientTracking, "ON")
        switch self {
        case .optIn:
            command.append("OPTIN")
        case .broadcast(let prefixes):
            command.append("BCAST")
            for prefix in prefixes {
                command.append("PREFIX")
                command.append(prefix)
            }
        }
        return command
    }
}

/// What a tracked connection tells.
public enum TrackingEvent: Sendable, Equatable {
    /// These keys have changed, or are gone.
    case invalidated([ByteBuffer])
    /// Nothing that was read before can be relied on, as far as it says.
    case flush(TrackingFlush)
    /// A tracked connection to a server stands.
    case connected(ServerAddress)

    /// The kinds of pushes that say such a thing.
    static let kinds: Set = ["invalidate", "tracking-redir-broken"]

    /// The event in a push; nil if it is about something else.
    init?(_ push: RESPPush) {
        switch push.kind {
        case "invalidate":
            guard let keys = push.values.first?.elements else {
                self = .flush(.emptiedByServer)
                return
            }
            self = .invalidated(keys.compactMap(\.text))
        case "tracking-redir-broken":
            self = .flush(.emptiedByServer)
        default:
            return nil
        }
    }
}

/// Why nothing that was read before can be relied on.
public enum TrackingFlush: Sendable, Equatable {
    /// The server emptied its database, or its table of tracked keys: everything that was read from it.
    case emptiedByServer
    /// The connection to a server ended, and with it the server's memory: everything that was read from it.
    case connectionLost(ServerAddress)
    /// Slots have another primary now: everything in them.
    case slotsMoved([HashSlot])
}

/// A reply on a tracked connection.
public struct TrackedReply<Value: Sendable>: Sendable {
    /// What was read.
    public let value: Value
    /// Whether the server will tell when it changes. It doesn't for a key that is just moving between nodes, for one
    /// that begins with no prefix of the broadcast, and for what isn't about keys that the command names.
    public let isTracked: Bool
}
