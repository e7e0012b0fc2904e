package import NIOCore

/// Who wants which channels, and what the connection has to be told.
///
/// What is wanted survives the connection: after a reconnect everything is subscribed to again.
package struct SubscriptionStateMachine<Subscriber: AnyObject & Sendable> {
    package private(set) var wanted: [SubscriptionTarget: [Subscriber]] = [:]

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
            wanted[target, default: []].append(subscriber)
        }
        return fresh
    }

    /// Removes a subscriber.
    ///
    /// - Returns: the targets that nobody wants any more.
    package mutating func remove(_ subscriber: Subscriber) -> [SubscriptionTarget] {
        var left: [SubscriptionTarget] = []
        for (target, subscribers) in wanted {
            let others = subscribers.filter { $0 !== subscriber }
            guard others.count < subscribers.count else { continue }
            wanted[target] = others.isEmpty ? nil : others
            if others.isEmpty { left.append(target) }
        }
        return left
    }

    /// Forgets a target.
    ///
    /// - Returns: who wanted it.
    package mutating func takeOut(_ target: SubscriptionTarget) -> [Subscriber] {
        wanted.removeValue(forKey: target) ?? []
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

    /// The shard channel that the server says it doesn't serve any more, if a push says so.
    package static func withdrawn(_ push: RESPPush) -> SubscriptionTarget? {
        guard push.kind == "sunsubscribe", let channel = push.values.first?.text else { return nil }
        return .shard(String(buffer: channel))
    }
}
