extension Rule {
    /// A server that keeps a log of changes waits for the disk that it is on.
    static let latencyAOF = aboutEvents(
        "latency-aof", "Writing to the disk",
        where: { $0.hasPrefix("aof-") || $0 == "rdb-unlink-temp-file" },
        remedy: { kinds in kinds.map { "\($0): \(diskRemedy($0))" }.joined(separator: " ") })

    /// What to do about a kind of events of the disk.
    private static func diskRemedy(_ kind: String) -> String {
        switch kind {
        case "aof-fsync-always": "use appendfsync everysec, if the loss of a second is bearable, or a faster disk."
        case "aof-write-pending-fsync":
            "the disk is busy: give the log a local SSD of its own, without other writers."
        case "aof-write-active-child": "set no-appendfsync-on-rewrite yes, or rewrite and save when less is written."
        case "aof-write-alone": "the disk is slow by itself: use a local SSD in place of a network disk."
        case "aof-rewrite-diff-write", "aof-rename":
            "much is written during a rewrite: raise auto-aof-rewrite-percentage, or rewrite when less is written."
        default: "something else competes for the disk: give the server's files one of their own."
        }
    }
}
