internal import Foundation
internal import PinyonOps

/// The password of the server that a command is pointed at.
enum ServerPassword {
    /// The environment variable that holds it.
    static let variable = "REDIS_PASSWORD"

    /// What the environment says; nil if that is nothing.
    static var fromEnvironment: String? {
        ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Says so if a URL on the command line has a password: the system shows the arguments of a process to others.
    ///
    /// - Parameters:
    ///   - url: The URL.
    ///   - option: Where it stands.
    static func warn(of url: String, behind option: String) {
        guard ClientBench.showsPassword(url) else { return }
        Output.remark(
            """
            others on this machine can see the password in \(option) while this runs: the servers' can stand in \
            \(variable) instead
            """)
    }
}
