internal import ArgumentParser
internal import PinyonOps
internal import PinyonSim

/// Tells a user what went wrong, and finds the exit code for it.
enum Failure {
    /// Bad data.
    static let dataCode = ExitCode(65)
    /// Something that is needed is not there.
    static let unavailableCode = ExitCode(69)
    /// Our fault.
    static let internalCode = ExitCode(70)
    /// Ctrl-C.
    static let interruptedCode = ExitCode(130)

    /// Prints the message of an error and returns what to exit with.
    static func exitCode(for error: any Error, wasInterrupted: Bool) -> any Error {
        switch error {
        case let error as ExitCode:
            return error
        case is CancellationError where wasInterrupted:
            Output.remark("interrupted before anything was measured")
            return interruptedCode
        case let error as SimError:
            Output.remark("\(error)")
            return exitCode(for: error)
        case let error as OpsError:
            Output.remark(error.description)
            return error.code == .databaseUnavailable ? unavailableCode : dataCode
        case let error as ValidationError:
            return error
        default:
            Output.remark("internal error: \(error)")
            return internalCode
        }
    }

    private static func exitCode(for error: SimError) -> ExitCode {
        switch error.code {
        case .decompressorMissing: unavailableCode
        case .invalidOption: ExitCode(64)
        default: dataCode
        }
    }
}
