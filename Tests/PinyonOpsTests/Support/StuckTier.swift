import Pinyon
import Synchronization

/// A remote tier that answers a number of times that it has nothing, and then never again until its caller gives up.
final class StuckTier: RemoteTier {
    private let answers: Int
    private let asked = Atomic<Int>(0)

    init(after answers: Int) {
        self.answers = answers
    }

    func entry(for key: RemoteKey) async throws -> RemoteEntry? {
        if asked.wrappingAdd(1, ordering: .relaxed).newValue > answers { try await Task.sleep(for: .seconds(86_400)) }
        return nil
    }

    func store(_ bytes: [UInt8], for key: RemoteKey, lifetime: Duration?) {}

    func remove(_ key: RemoteKey) {}

    func removeAll(in namespace: String) {}
}
