package import Foundation

/// A working copy on disk.
package struct Repository: Sendable {
    /// Why a working copy can't be read.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package let root: URL

    /// The working copy that a folder lies in.
    package init(containing folder: URL) throws {
        let command = try Self.git(["rev-parse", "--show-toplevel"], in: folder)
        root = URL(filePath: command.text.trimmingCharacters(in: .newlines), directoryHint: .isDirectory)
    }

    /// Its files: those that are tracked, and those that would be with the next `git add`.
    package func sourceTree() throws -> SourceTree {
        let command = try Self.git(["ls-files", "-z", "--cached", "--others", "--exclude-standard"], in: root)
        let paths = Set(command.text.split(separator: "\0").map(String.init))
        return SourceTree(paths.compactMap(file))
    }

    /// Writes a file unless it has this text already, and says whether it hadn't.
    package func write(_ file: SourceFile) throws -> Bool {
        let location = root.appending(path: file.path)
        if let data = try? Data(contentsOf: location), data == Data(file.text.utf8) { return false }
        let folder = location.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: location)
        return true
    }

    /// A file with its text, or `nil` when it is listed but no regular file stands there.
    private func file(at path: String) -> SourceFile? {
        let location = root.appending(path: path)
        let values = try? location.resourceValues(forKeys: [.isRegularFileKey])
        guard values?.isRegularFile == true, let data = try? Data(contentsOf: location) else { return nil }
        let isText = !data.prefix(8_192).contains(0)
        return SourceFile(path: path, text: isText ? String(data: data, encoding: .utf8) ?? "" : "")
    }

    /// Runs git on a folder no matter who owns it.
    private static func git(_ arguments: [String], in folder: URL) throws -> Command {
        let command = try Command.run(["git", "-c", "safe.directory=*"] + arguments, in: folder)
        guard command.status == 0 else {
            throw Failure(description: "git \(arguments.joined(separator: " ")) failed with \(command.status)")
        }
        return command
    }
}
