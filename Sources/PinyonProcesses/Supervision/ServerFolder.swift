internal import Foundation

/// A temporary folder that only this user can read, for one server's configuration, log, data and unix socket.
struct ServerFolder: Sendable, Hashable {
    /// The longest path of a unix socket that every system takes: 104 bytes on Darwin, its final zero among them.
    static let longestSocketPath = 103

    /// The absolute path.
    let path: String

    /// Makes the folder.
    ///
    /// - Throws: ``ProcessError/Code/system``.
    init() async throws {
        path = try await TemporaryRoot.shared.makeFolder()
    }

    /// The path of a file in it.
    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file that only this user can read, or writes over it.
    ///
    /// - Throws: ``ProcessError/Code/system``.
    func write(_ text: String, to name: String) throws(ProcessError) {
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: file(name), contents: Data(text.utf8), attributes: attributes)
        else {
            throw ProcessError(.system, "\(file(name)) can't be written: \(SystemCall.message()).")
        }
    }

    /// Removes it with everything in it.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
