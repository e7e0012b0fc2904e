/// A command that a server carried out, as `MONITOR` shows it.
public struct MonitoredCommand: Sendable, Hashable {
    /// When it was carried out, in seconds since 1970 by the server's clock.
    public let time: Double
    /// The number of the database.
    public let database: Int
    /// The address of the client; `lua` for a script.
    public let client: String
    /// The command's words. Bytes that aren't printable are written as the server escapes them, such as `\x00`.
    public let words: [String]

    /// A command by its line; nil if it isn't one.
    ///
    /// A line looks like `1700000000.123456 [0 127.0.0.1:5000] "GET" "key"`.
    package init?(line: String) {
        guard let space = line.firstIndex(of: " "), let time = Double(String(line[..<space])),
            let opening = line.firstIndex(of: "["), let closing = line[opening...].firstIndex(of: "]")
        else { return nil }
        let origin = line[line.index(after: opening)..<closing].split(separator: " ", maxSplits: 1)
        guard let first = origin.first, let database = Int(first) else { return nil }
        self.time = time
        self.database = database
        client = origin.count > 1 ? String(origin[1]) : ""
        words = Self.words(line[line.index(after: closing)...])
    }

    /// The words between quotation marks, of which some may be escaped.
    private static func words(_ text: Substring) -> [String] {
        var words: [String] = []
        var current: String?
        var isEscaped = false
        for character in text {
            guard var word = current else {
                if character == "\"" { current = "" }
                continue
            }
            if isEscaped {
                if character != "\"", character != "\\" { word.append("\\") }
                word.append(character)
                isEscaped = false
                current = word
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                words.append(word)
                current = nil
            } else {
                word.append(character)
                current = word
            }
        }
        return words
    }
}
