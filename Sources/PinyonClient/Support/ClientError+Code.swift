extension ClientError {
    /// The kind of an error. New kinds may appear, so a `switch` over it needs a `default`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case notRunning, shutDown, connectionFailed, connectionClosed, timedOut, cancelled, queueFull, server
            case authentication, unexpectedReply, protocolViolation, invalidArgument, refused, crossSlot
            case tooManyRedirects, unknownTopology, transactionAborted, transactionDiscarded, configuration
            case untrustedAddress, subscriptionOverflow
        }

        private let kind: Kind

        /// The client's `run()` was not called, or not in time.
        public static let notRunning = Code(kind: .notRunning)
        /// The client has been shut down.
        public static let shutDown = Code(kind: .shutDown)
        /// No connection could be made.
        public static let connectionFailed = Code(kind: .connectionFailed)
        /// The connection broke before the reply came. See ``ClientError/mayHaveRun``.
        public static let connectionClosed = Code(kind: .connectionClosed)
        /// The time limit ran out. See ``ClientError/mayHaveRun``.
        public static let timedOut = Code(kind: .timedOut)
        /// The calling task was cancelled. See ``ClientError/mayHaveRun``.
        public static let cancelled = Code(kind: .cancelled)
        /// More commands are waiting than the client may hold.
        public static let queueFull = Code(kind: .queueFull)
        /// The server answered with an error. See ``ClientError/serverError``.
        public static let server = Code(kind: .server)
        /// The server refused the credentials, or what their user may do.
        public static let authentication = Code(kind: .authentication)
        /// The server answered, but with something else than the command's reply, or with more than
        /// ``RedisConfiguration/replyLimits`` allows.
        public static let unexpectedReply = Code(kind: .unexpectedReply)
        /// The peer sent bytes that aren't the protocol.
        public static let protocolViolation = Code(kind: .protocolViolation)
        /// An argument can't be sent.
        public static let invalidArgument = Code(kind: .invalidArgument)
        /// The client doesn't send this command, because it would change the connection for everybody on it, or because
        /// it would do nothing, or be answered with a falsehood, where it is sent.
        public static let refused = Code(kind: .refused)
        /// The keys of one command are in different slots of a cluster.
        public static let crossSlot = Code(kind: .crossSlot)
        /// Nodes of a cluster kept referring to each other.
        public static let tooManyRedirects = Code(kind: .tooManyRedirects)
        /// It is not known which node to ask: no seed or Sentinel answered usefully, or no node serves the slot.
        public static let unknownTopology = Code(kind: .unknownTopology)
        /// A watched key changed before the transaction ran. Nothing was done.
        public static let transactionAborted = Code(kind: .transactionAborted)
        /// A command of a transaction was refused when it was queued. Nothing was done.
        public static let transactionDiscarded = Code(kind: .transactionDiscarded)
        /// The configuration or a URL is wrong.
        public static let configuration = Code(kind: .configuration)
        /// A server named an address that the client's policy doesn't trust.
        public static let untrustedAddress = Code(kind: .untrustedAddress)
        /// A subscriber read too slowly, and messages were dropped.
        public static let subscriptionOverflow = Code(kind: .subscriptionOverflow)

        /// The kind's name.
        public var description: String { kind.rawValue }
    }
}
