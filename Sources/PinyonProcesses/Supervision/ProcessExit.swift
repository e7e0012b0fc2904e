/// How a server ended.
package enum ProcessExit: Sendable, Hashable, CustomStringConvertible {
    /// By itself, with a status.
    case status(Int)
    /// By a signal, with its number.
    case signal(Int)
    /// Nobody knows: what watched over it could not be run, or was killed.
    case unknown(String)

    /// What a shell reports: above 128 it is a signal's number plus 128.
    init(shellStatus: Int) {
        self = shellStatus > 128 ? .signal(shellStatus - 128) : .status(shellStatus)
    }

    /// The end in words, as in “exited with status 1”.
    package var description: String {
        switch self {
        case .status(let status): "exited with status \(status)"
        case .signal(let number): "was ended by signal \(number)"
        case .unknown(let reason): "ended (\(reason))"
        }
    }
}
