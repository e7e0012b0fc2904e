internal import ArgumentParser
internal import PinyonOps
internal import PinyonSim

/// Tells a user what went wrong, and finds the exit code for it.
enum Failure {
    /// There are findings that the user doesn't want.
    static let findingsCode = ExitCode(1)
    /// Wrong usage.
    static let usageCode = ExitCode(64)
    /// Bad data.
    static let dataCode = ExitCode(65)
    /// Something that is needed is not there.
    static let unavailableCode = ExitCode(69)
    /// Our fault, or the system's.
    static let internalCode = ExitCode(70)
    /// The server doesn't let the user do it.
    static let forbiddenCode = ExitCode(77)
    /// What a shell calls an end by SIGPIPE.
    static let closedCode = ExitCode(141)

    /// Prints the message of an error and returns what to exit with.
    ///
    /// - Parameters:
    ///   - error: What went wrong.
    ///   - interruption: What to exit with because of an interrupt, if there was one.
    /// - Returns: The exit code.
    static func exitCode(for error: any Error, interruption: ExitCode? = nil) -> ExitCode {
        switch error {
        case let error as ExitCode:
            return error
        case is CancellationError:
            Output.remark("interrupted before anything was measured")
            return interruption ?? internalCode
        case let error as SimError:
            Output.remark("\(error)")
            return exitCode(for: error)
        case let error as OpsError:
            Output.remark(error.description)
            return exitCode(for: error)
        case let error as Output.Failure:
            if error.isClosed { return closedCode }
            Output.remark("the result can't be written: \(error.reason)")
            return internalCode
        default:
            Output.remark("internal error: \(error)")
            return internalCode
        }
    }

    private static func exitCode(for error: OpsError) -> ExitCode {
        switch error.code {
        case .badInput: dataCode
        case .notPermitted: forbiddenCode
        default: unavailableCode
        }
    }

    private static func exitCode(for error: SimError) -> ExitCode {
        switch error.code {
        case .decompressorMissing: unavailableCode
        case .invalidOption: usageCode
        default: dataCode
        }
    }
}
