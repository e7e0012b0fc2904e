import Pinyon
import Synchronization

/// A remote tier that is broken on purpose: it confirms an invalidation and keeps the value.
final class ForgetfulTier: RemoteTier {
    private let entries = Mutex<[RemoteKey: RemoteEntry]>([:])

    func entry(for key: RemoteKey) -> RemoteEntry? {
        entries.withLock { $0[key] }
    }

    func store(_ bytes: [UInt8], for key: RemoteKey, lifetime: Duration?) {
        entries.withLock { $0[key] = RemoteEntry(bytes: bytes) }
    }

    func remove(_ key: RemoteKey) {}

    func removeAll(in namespace: String) {}
}
