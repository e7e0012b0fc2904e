extension Rule {
    /// Removing many keys that end at the same time keeps the server from serving.
    static let latencyExpireCycle = aboutEvents(
        "latency-expire-cycle", "Removing expired keys", where: { $0 == "expire-cycle" },
        remedy: { _ in
            """
            Spread TTLs: add a tenth of them at random. Set lazyfree-lazy-expire yes if expired keys are large, and \
            raise hz (up to 100) so that less is done at a time.
            """
        })
}
