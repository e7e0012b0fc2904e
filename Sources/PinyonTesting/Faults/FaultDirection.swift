/// Which way bytes travel through a ``FaultProxy``.
public enum FaultDirection: Hashable, Sendable, CaseIterable {
    /// From the client to the server: commands.
    case toServer
    /// From the server to the client: replies.
    case toClient

    /// The other way.
    public var opposite: FaultDirection { self == .toServer ? .toClient : .toServer }
}

/// How a connection ends when it is cut.
public enum FaultEnding: Hashable, Sendable {
    /// Both peers see an orderly end (FIN).
    case close
    /// Both peers see a reset (RST).
    case reset
}
