/// Saving, replication and the end of a server. Each concerns the one node that it is sent to.
extension Command {
    /// `BGSAVE`: begins to write a snapshot to disk. The answer comes when it has begun.
    ///
    /// - Parameter scheduling: Whether it waits if another process for saving runs. Default: no, that is an error.
    public static func bgsave(scheduling: Bool = false) -> Command where Response == Void {
        Command(.bgsave) { $0.append("SCHEDULE", if: scheduling) }
    }

    /// `SAVE`: writes a snapshot to disk. The server does nothing else until it is done.
    public static func save() -> Command where Response == Void { Command(.save) }

    /// `BGREWRITEAOF`: begins to write the log of changes anew. The answer comes when it has begun.
    public static func bgrewriteaof() -> Command where Response == Void { Command(.bgrewriteaof) }

    /// `LASTSAVE`: when the server last wrote a snapshot, to the second.
    public static func lastsave() -> Command where Response == UnixTime {
        Command(
            .lastsave,
            decode: { value throws(RESPDecodingError) in UnixTime(seconds: try Int.decode(value)) })
    }

    /// `REPLICAOF`: makes the server copy another, and drop what it has.
    ///
    /// - Parameters:
    ///   - host: The primary's host.
    ///   - port: The primary's port.
    public static func replicaof(host: String, port: Int) -> Command where Response == Void {
        Command(.replicaof) {
            $0.append(host)
            $0.append(port)
        }
    }

    /// `REPLICAOF NO ONE`: makes the server a primary.
    public static func replicaofNoOne() -> Command where Response == Void {
        Command(.replicaof) {
            $0.append("NO")
            $0.append("ONE")
        }
    }

    /// `FAILOVER`: makes a primary change places with one of its replicas, without losing writes. The answer comes when
    /// it has begun; ``ServerInfo`` tells how it goes as `master_failover_state`. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - target: Which replica. Default: any.
    ///   - forcing: Whether to go on when time is up, at the loss of late writes. Needs a target and a timeout.
    ///   - timeout: How long to wait for the replica to have all writes. Whole milliseconds. Default: for ever.
    public static func failover(to target: ServerAddress? = nil, forcing: Bool = false, timeout: Duration? = nil)
        -> Command where Response == Void
    {
        Command(.failover) {
            switch target {
            case .host(let host, let port):
                $0.append("TO")
                $0.append(host)
                $0.append(port)
                $0.append("FORCE", if: forcing)
            case .unixSocket:
                $0.fail("a replica that is to become primary can't be named by a unix socket")
            case nil:
                break
            }
            $0.append("TIMEOUT", timeout?.wholeMilliseconds)
        }
    }

    /// `FAILOVER ABORT`: ends a failover that has begun. Since Redis 6.2.
    public static func failoverAbort() -> Command where Response == Void {
        Command(.failover) { $0.append("ABORT") }
    }

    /// `SHUTDOWN`: ends the server. It closes its connections instead of answering: an error
    /// ``ClientError/Code/connectionClosed`` is what success looks like.
    ///
    /// - Parameters:
    ///   - saving: Whether it writes a snapshot before. Default: if it is configured to write any.
    ///   - now: Whether it doesn't wait for replicas that are behind. Since Redis 7.0.
    ///   - forcing: Whether it ends although it can't write what it should. Since Redis 7.0.
    public static func shutdown(saving: Bool? = nil, now: Bool = false, forcing: Bool = false) -> Command
    where Response == Void {
        Command(.shutdown) {
            if let saving { $0.append(saving ? "SAVE" : "NOSAVE") }
            $0.append("NOW", if: now)
            $0.append("FORCE", if: forcing)
        }
    }

    /// `SHUTDOWN ABORT`: makes a server go on that waits for its replicas before it ends. Since Redis 7.0.
    public static func shutdownAbort() -> Command where Response == Void {
        Command(.shutdown) { $0.append("ABORT") }
    }
}
