internal import Foundation

/// The file that a server's output goes into.
struct ServerLog: Sendable {
    private static let tailSize: UInt64 = 1 << 14

    /// The absolute path.
    let path: String
    /// What must not be shown, as passwords that a server repeats when it complains about a line of its configuration.
    let secrets: [String]

    /// The last lines, oldest first, without empty ones and without secrets; none if the file can't be read.
    func tail(_ count: Int) -> [String] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }
        guard let end = try? file.seekToEnd(),
            (try? file.seek(toOffset: end - min(end, Self.tailSize))) != nil,
            let data = try? file.readToEnd()
        else { return [] }
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        return lines.filter { !$0.allSatisfy(\.isWhitespace) }.suffix(count).map(withoutSecrets)
    }

    private func withoutSecrets(_ line: Substring) -> String {
        secrets.reduce(String(line)) { $0.replacingOccurrences(of: $1, with: "(hidden)") }
    }
}
