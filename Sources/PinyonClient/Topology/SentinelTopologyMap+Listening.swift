internal import NIOCore
internal import Synchronization

extension SentinelTopologyMap {
    /// What Sentinels announce when something about a group may have changed.
    private static let announcements: [SubscriptionTarget] = [
        .channel("+switch-master"), .channel("+sentinel"), .channel("+reboot"), .channel("+sdown"), .channel("-sdown"),
        .channel("+slave"),
    ]

    /// Looks at once when a Sentinel announces a change. Announcements can be lost, so it also looks from time to time.
    func listen() async {
        let settings = factory.configuration.connectionSettings
        let hub = SubscriptionHub(settings: settings, group: factory.group, work: factory.work) {
            [weak self] (_: NIODeadline) throws(ClientError) in
            guard let self, let sentinel = self.state.withLock({ $0.sentinels.first }) else {
                throw ClientError(.shutDown, "the client was shut down")
            }
            return sentinel.connector
        }
        defer { hub.close(ClientError(.shutDown, "the client was shut down")) }
        while !Task.isCancelled {
            // One that has failed brings nothing any more, whatever it is added to.
            let subscription = Subscription(SubscriptionBuffering())
            do {
                try await hub.add(
                    subscription, to: Self.announcements, until: .now() + TimeAmount(settings.connectTimeout))
                for try await _ in subscription { refresher?.request() }
                return
            } catch {
                hub.remove(subscription)
                // Whoever may not listen isn't let in by asking often, and Sentinels count it.
                let isTerminal = (error as? ClientError)?.code == .authentication
                let pause = settings.backoff.delay(afterFailures: 5, isTerminal: isTerminal, fraction: 1)
                try? await Task.sleep(for: pause)
            }
        }
    }
}
