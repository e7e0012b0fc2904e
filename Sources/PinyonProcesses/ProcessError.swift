/// What goes wrong with a server process on this machine.
package struct ProcessError: Error, Sendable, CustomStringConvertible {
    /// The kind of an error.
    package struct Code: Hashable, Sendable, CustomStringConvertible {
        private let name: String

        /// No such server is on this machine.
        package static let notInstalled = Code(name: "notInstalled")
        /// A program is there but can't be run, or is not the server it should be.
        package static let cannotRun = Code(name: "cannotRun")
        /// The options contradict each other or the server.
        package static let badOptions = Code(name: "badOptions")
        /// The port that was asked for, or every port that was tried, is in use.
        package static let portTaken = Code(name: "portTaken")
        /// The server ended before it answered.
        package static let exitedEarly = Code(name: "exitedEarly")
        /// The server, or a group of them, did not come into the state that was waited for.
        package static let notReady = Code(name: "notReady")
        /// The server doesn't run, so the operation makes no sense.
        package static let notRunning = Code(name: "notRunning")
        /// The server refused a command, or answered with something else than expected.
        package static let badReply = Code(name: "badReply")
        /// The operating system refused a file, a socket or a process.
        package static let system = Code(name: "system")

        /// The kind's name.
        package var description: String { name }
    }

    /// The kind of the error.
    package let code: Code
    /// What happened, where, and what to do. It holds no passwords.
    package let message: String
    /// The last lines that the server wrote into its log, oldest first; passwords are left out.
    package let log: [String]

    /// The message, and the server's last lines below it.
    package var description: String {
        guard !log.isEmpty else { return message }
        return "\(message) Its last log lines:\n" + log.map { "    \($0)" }.joined(separator: "\n")
    }

    /// An error.
    package init(_ code: Code, _ message: String, log: [String] = []) {
        self.code = code
        self.message = message
        self.log = log
    }
}
