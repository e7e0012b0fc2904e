internal import Foundation
internal import Subprocess

/// The folder in which this process keeps all its temporary ones.
///
/// It goes with the process, however that ends: a shell that holds a pipe from it removes the folder when the pipe is
/// closed, as ``SupervisorScript`` does with servers. The folders in it are removed by their owners before.
actor TemporaryRoot {
    /// The one of this process.
    static let shared = TemporaryRoot()

    /// The argument: the folder. A server that is just being killed may be in the way at first.
    private static let script = """
        echo ready
        while read -r line; do :; done
        for attempt in 1 2 3 4 5 6 7 8 9 10; do
            rm -rf "$1" && exit
            sleep 0.2
        done
        """
    /// The end of a unix socket's path: the root's name, a folder's number, and the socket's name.
    private static let longestEnding = "/pinyon-XXXXXX/1000000/server.sock".utf8.count

    private var root: Task<String, any Error>?
    private var count = 0

    /// Makes a folder in it, with mode 0700.
    ///
    /// - Returns: Its path.
    /// - Throws: ``ProcessError/Code/system``.
    func makeFolder() async throws -> String {
        // Something else may have tidied up the temporary files.
        if let path = try? await root?.value, !FileManager.default.fileExists(atPath: path) { root = nil }
        let task = root ?? Task { try await Self.begin() }
        root = task
        do {
            let path = try await task.value
            count += 1
            let folder = "\(path)/\(count)"
            guard mkdir(folder, 0o700) == 0 else {
                throw ProcessError(.system, "The folder \(folder) can't be made: \(SystemCall.message()).")
            }
            return folder
        } catch {
            root = nil
            throw error
        }
    }

    /// Makes the root among the temporary files, or in `/tmp` if unix sockets in it would have too long a path.
    private static func begin() async throws -> String {
        let preferred = FileManager.default.temporaryDirectory.path
        let fits = preferred.utf8.count + longestEnding <= ServerFolder.longestSocketPath
        let base = fits ? preferred : "/tmp"
        // mkdtemp writes the name over its argument, and makes the folder with mode 0700.
        var template = Array("\(base)/pinyon-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ProcessError(.system, "No temporary folder can be made in \(base): \(SystemCall.message()).")
        }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let (readiness, announcement) = AsyncStream<Void>.makeStream()
        Task {
            await watch(path) { announcement.yield() }
            announcement.finish()
        }
        for await _ in readiness { return path }
        try? FileManager.default.removeItem(atPath: path)
        throw ProcessError(.system, "The shell that removes temporary folders can't be run.")
    }

    /// Runs the shell for as long as this process.
    private static func watch(_ path: String, announce: () -> Void) async {
        var options = PlatformOptions()
        options.createSession = true
        _ = try? await Subprocess.run(
            .name("sh"), arguments: ["-c", script, "sh", path], platformOptions: options, input: .inputWriter,
            output: .sequence, error: .discarded
        ) { execution in
            for try await _ in execution.standardOutput.strings() { announce() }
        }
    }
}
