internal import Foundation

/// A folder that only this user can read, for one server's configuration, log, data and unix socket.
struct ServerFolder: Sendable, Hashable {
    /// The longest path of a unix socket that every system takes: 104 bytes on Darwin, its final zero among them.
    static let longestSocketPath = 103
    private static let longestFileName = "/server.sock".utf8.count

    /// The absolute path.
    let path: String

    /// Makes the folder among the temporary files.
    ///
    /// If unix sockets in it would have too long a path, it is made in `/tmp`.
    ///
    /// - Throws: ``ProcessError/Code/system``.
    init() throws(ProcessError) {
        let preferred = FileManager.default.temporaryDirectory.path
        let name = "/pinyon-XXXXXX"
        let fits = preferred.utf8.count + name.utf8.count + Self.longestFileName <= Self.longestSocketPath
        let base = fits ? preferred : "/tmp"
        // mkdtemp writes the name over its argument, and makes the folder with mode 0700.
        var template = Array((base + name).utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ProcessError(.system, "No temporary folder can be made in \(base): \(SystemCall.message()).")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
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
