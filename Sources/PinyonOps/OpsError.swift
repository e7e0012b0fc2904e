/// What keeps an operation from being done.
package struct OpsError: Error, Sendable, CustomStringConvertible {
    /// The kind of an error; the command line turns it into an exit code.
    package struct Code: Hashable, Sendable {
        private let name: String

        /// A database can't be opened, read or written.
        package static let databaseUnavailable = Code(name: "databaseUnavailable")
        /// A server can't be started or reached, or doesn't do what is asked of it.
        package static let serverUnavailable = Code(name: "serverUnavailable")
        /// The server is there, and doesn't let the user in.
        package static let notPermitted = Code(name: "notPermitted")
        /// The input is not what the operation needs.
        package static let badInput = Code(name: "badInput")
    }

    /// The kind of the error.
    package let code: Code
    /// What happened, where, and what to do.
    package let description: String

    /// An error.
    package init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
