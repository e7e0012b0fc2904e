import Foundation
import RepositoryChecks

/// The root of the working copy these tests were built from.
let repositoryRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

func tree(_ files: [String: String]) -> SourceTree {
    SourceTree(files.map { SourceFile(path: $0.key, text: $0.value) })
}

extension Check {
    /// The findings in one file.
    func findings(in text: String, at path: String) -> [Finding] {
        findings(in: tree([path: text]))
    }
}

/// Makes a folder, and removes it at the end.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "repository-checks-\(UUID().uuidString)")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    return try body(folder)
}

extension URL {
    /// Writes a file below this folder, with the folders on the way to it.
    func write(_ text: String, to path: String) throws {
        let location = appending(path: path)
        let folder = location.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: location)
    }

    /// Writes a shell script that can be executed.
    func writeScript(_ text: String, to path: String) throws {
        try write("#!/bin/sh\n" + text, to: path)
        let file = appending(path: path).path(percentEncoded: false)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    }

    /// What stands in a file below this folder, or nothing.
    func text(of path: String) -> String {
        (try? String(contentsOf: appending(path: path), encoding: .utf8)) ?? ""
    }
}
