internal import NIOCore

/// A slot, and a key that is in it: people know the key.
struct KeyedSlot: Sendable {
    let slot: HashSlot
    private let key: ByteBuffer

    /// The slot that all keys of a command are in, with the first of them; nil if it has no keys.
    ///
    /// - Throws: ``ClientError/Code/crossSlot``.
    init?(_ request: Request) throws(ClientError) {
        guard let slot = try request.slot(), let key = request.arguments.keys(at: request.traits.keys).first else {
            return nil
        }
        self.slot = slot
        self.key = key
    }

    /// Refuses a command whose keys are in another slot.
    ///
    /// - Parameters:
    ///   - request: The command.
    ///   - place: Where only keys of one slot can be used, as the error says it.
    func check(_ request: Request, _ place: String) throws(ClientError) {
        guard let other = try request.slot(), other != slot,
            let otherKey = request.arguments.keys(at: request.traits.keys).first
        else { return }
        throw ClientError(
            .crossSlot,
            """
            the keys “\(String(buffer: key))” and “\(String(buffer: otherKey))” are in different slots \
            (\(slot) and \(other)), so that they can't be used \(place); give them a common {tag}
            """,
            command: request.traits.name)
    }
}
