/// The end of hosts' names. Names are compared label by label, as the domain name system does: without regard to the
/// case of ASCII letters, and to the dot that may stand behind a name.
package struct HostSuffix: Sendable, Hashable {
    private let labels: [[UInt8]]
    /// Whether a name must have more labels than these.
    private let isForOthersOnly: Bool

    /// The end of names.
    ///
    /// - Parameter text: The last labels; with a dot before them a name must have others before. Nothing matches a text
    ///   with an empty label, or without any.
    package init(_ text: String) {
        let labels = Self.labels(of: text)
        isForOthersOnly = labels.count > 1 && labels.first?.isEmpty == true
        self.labels = isForOthersOnly ? Array(labels.dropFirst()) : labels
    }

    /// Whether a host's name ends so.
    package func matches(_ host: String) -> Bool {
        let name = Self.labels(of: host)
        guard !name.contains(where: \.isEmpty), name.count > labels.count || !isForOthersOnly else { return false }
        return name.suffix(labels.count).elementsEqual(labels)
    }

    private static func labels(of name: String) -> [[UInt8]] {
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        var bytes = name.utf8.map { capitals.contains($0) ? $0 | 0x20 : $0 }
        if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
        return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { Array($0) }
    }
}
