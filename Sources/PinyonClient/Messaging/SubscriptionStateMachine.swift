internal import NIOCore

/// Who wants which channels, and what the connection has to be told.
///
/// What is wanted survives the connection: after a reconnect everything is subscribed to again.
package struct SubscriptionStateMachine<Subscriber: AnyObject & Sendable> {
    package private(set) var wanted: [SubscriptionTarget: [Subscriber]] = [:]

    /// What each subscriber wants, so that one who leaves costs nothing for the others.
    private var targetsBySubscriber: [ObjectIdentifier: Set<SubscriptionTarget>] = [:]

    /// Shard channels whose end was asked for, with how many confirmations of that are still to come.
    private var leaving: [SubscriptionTarget: Int] = [:]

    package init() {}

    /// Whether anything is wanted.
    package var isEmpty: Bool { wanted.isEmpty }

    /// All that is wanted.
    package var targets: [SubscriptionTarget] { Array(wanted.keys) }

    /// Everybody who wants something.
    package var subscribers: [Subscriber] {
        var seen: Set<ObjectIdentifier> = []
        return wanted.values.joined().filter { seen.insert(ObjectIdentifier($0)).inserted }
    }

    /// Adds a subscriber.
    ///
    /// - Returns: the targets that nobody wanted before.
    package mutating func add(_ subscriber: Subscriber, to targets: [SubscriptionTarget]) -> [SubscriptionTarget] {
        var fresh: [SubscriptionTarget] = []
        for target in Set(targets) {
            if wanted[target] == nil { fresh.append(target) }
            // Whoever is added twice still gets each message once.
            guard targetsBySubscriber[ObjectIdentifier(subscriber), default: []].insert(target).inserted else {
                continue
            }
            wanted[target, default: []].append(subscriber)
        }
        return fresh
    }

    /// Removes a subscriber.
    ///
    /// - Parameters:
    ///   - subscriber: The subscriber.
    ///   - targets: What it doesn't want any more; nil for everything.
    /// - Returns: the targets that nobody wants any more.
    package mutating func remove(
        _ subscriber: Subscriber, from targets: [SubscriptionTarget]? = nil
    ) -> [SubscriptionTarget] {
        var left: [SubscriptionTarget] = []
        let key = ObjectIdentifier(subscriber)
        let has = targetsBySubscriber[key] ?? []
        for target in targets.map({ has.intersection($0) }) ?? has {
            targetsBySubscriber[key]?.remove(target)
            let others = (wanted[target] ?? []).filter { $0 !== subscriber }
            wanted[target] = others.isEmpty ? nil : others
            if others.isEmpty { left.append(target) }
        }
        if targetsBySubscriber[key]?.isEmpty == true { targetsBySubscriber[key] = nil }
        return left
    }

    /// Forgets a target.
    ///
    /// - Returns: who wanted it.
    package mutating func takeOut(_ target: SubscriptionTarget) -> [Subscriber] {
        let subscribers = wanted.removeValue(forKey: target) ?? []
        for subscriber in subscribers {
            let key = ObjectIdentifier(subscriber)
            targetsBySubscriber[key]?.remove(target)
            if targetsBySubscriber[key]?.isEmpty == true { targetsBySubscriber[key] = nil }
        }
        return subscribers
    }

    /// Notes that the server was asked to end some targets.
    package mutating func leave(_ targets: [SubscriptionTarget]) {
        for target in targets where target.kind == .shard { leaving[target, default: 0] += 1 }
    }

    /// Notes that the server has confirmed targets that are wanted: what it was asked to end before has been answered,
    /// perhaps by an error.
    package mutating func confirmed(_ targets: [SubscriptionTarget]) {
        for target in targets { leaving[target] = nil }
    }

    /// Notes that the server knows nothing any more of what was asked of it before.
    package mutating func disconnected() {
        leaving = [:]
    }

    /// The wanted target that the server ended by itself, if that is what a push says.
    package mutating func withdrawn(_ push: RESPPush) -> SubscriptionTarget? {
        guard let target = Self.ended(push) else { return nil }
        if let count = leaving[target] {
            leaving[target] = count > 1 ? count - 1 : nil
            return nil
        }
        return wanted[target] == nil ? nil : target
    }

    /// Whether a subscriber wants a target.
    package func wants(_ subscriber: Subscriber, _ target: SubscriptionTarget) -> Bool {
        targetsBySubscriber[ObjectIdentifier(subscriber)]?.contains(target) ?? false
    }

    /// Who wants a target.
    package func subscribers(of target: SubscriptionTarget) -> [Subscriber] { wanted[target] ?? [] }

    /// A push as a message and the target that it is for; nil if it is none.
    package static func message(_ push: RESPPush) -> (target: SubscriptionTarget, message: SubscriptionMessage)? {
        let texts = push.values.map(\.text)
        switch push.kind {
        case "message", "smessage":
            guard texts.count == 2, let channel = texts[0].map({ String(buffer: $0) }), let payload = texts[1] else {
                return nil
            }
            let target = SubscriptionTarget(kind: push.kind == "message" ? .channel : .shard, name: channel)
            return (target, SubscriptionMessage(channel: channel, pattern: nil, payload: payload))
        case "pmessage":
            guard texts.count == 3, let pattern = texts[0].map({ String(buffer: $0) }),
                let channel = texts[1].map({ String(buffer: $0) }), let payload = texts[2]
            else { return nil }
            return (.pattern(pattern), SubscriptionMessage(channel: channel, pattern: pattern, payload: payload))
        default:
            return nil
        }
    }

    /// The shard channel that a push says is not subscribed to any more.
    package static func ended(_ push: RESPPush) -> SubscriptionTarget? {
        guard push.kind == "sunsubscribe", let channel = push.values.first?.text else { return nil }
        return .shard(String(buffer: channel))
    }
}
