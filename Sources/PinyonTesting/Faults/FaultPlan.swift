/// What a ``FaultProxy`` does with a connection that it is about to accept.
public struct FaultPlan: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case standard
        case faults(toServer: [Fault], toClient: [Fault])
        case silent
        case end(FaultEnding)
    }

    let kind: Kind

    /// The faults that were set for all connections.
    public static let standard = FaultPlan(kind: .standard)

    /// Faults of its own, in place of those set for all connections.
    ///
    /// - Parameters:
    ///   - toServer: The faults from the client to the server. Default: none.
    ///   - toClient: The faults from the server to the client. Default: none.
    public static func faults(toServer: [Fault] = [], toClient: [Fault] = []) -> FaultPlan {
        FaultPlan(kind: .faults(toServer: toServer, toClient: toClient))
    }

    /// Accepts, reads and never answers. The target isn't connected to. Closes when the client does.
    public static let silent = FaultPlan(kind: .silent)

    /// Accepts and ends the connection at once. The target isn't connected to.
    public static func end(_ ending: FaultEnding) -> FaultPlan { FaultPlan(kind: .end(ending)) }

    var needsTarget: Bool {
        switch kind {
        case .standard, .faults: true
        case .silent, .end: false
        }
    }

    func faults(standard: [FaultDirection: [Fault]]) -> (toServer: [Fault], toClient: [Fault]) {
        switch kind {
        case .standard: (standard[.toServer] ?? [], standard[.toClient] ?? [])
        case .faults(let toServer, let toClient): (toServer, toClient)
        case .silent: ([.silence], [])
        case .end(let ending): ([], [.cut(after: 0, by: ending)])
        }
    }
}
