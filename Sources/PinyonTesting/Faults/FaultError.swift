/// What goes wrong in the fault tools themselves, never the faults that they are asked to make.
public struct FaultError: Error, Sendable, CustomStringConvertible {
    /// The kind of an error. New kinds may appear, so a `switch` over it needs a `default`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String {
            case timedOut, stopped, cannotListen
        }

        private let kind: Kind

        /// A condition did not come true in time.
        public static let timedOut = Code(kind: .timedOut)
        /// The proxy or server was stopped before the condition came true.
        public static let stopped = Code(kind: .stopped)
        /// No port of the loopback interface could be listened on.
        public static let cannotListen = Code(kind: .cannotListen)

        /// The kind's name.
        public var description: String { kind.rawValue }
    }

    /// The kind of the error.
    public let code: Code
    /// What happened.
    public let message: String

    /// The code and the message.
    public var description: String { "\(code): \(message)" }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
