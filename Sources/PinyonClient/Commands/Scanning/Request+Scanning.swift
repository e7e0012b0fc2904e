extension Request {
    /// Refuses what means something to one node only, from a client that chooses the node anew each time.
    package func checkMayGoToAnyNode() throws(ClientError) {
        guard traits.isForOneNode else { return }
        throw ClientError(
            .refused,
            """
            the cursor of one node of a cluster means nothing to the others, and the client sends this to any of them. \
            Walk through all keys with scanKeys, or send it to one of client.nodes
            """,
            command: traits.name)
    }
}

extension CommandTraits {
    /// Whether what the command is told is known to the node that said it, and to no other.
    fileprivate var isForOneNode: Bool { self === CommandTraits.scan }
}
