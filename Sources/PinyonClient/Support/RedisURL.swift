/// The parts of a URL that names servers.
///
/// The password is taken out at once: errors show the part that is wrong, and never what stands before the `@`.
struct RedisURL {
    /// What the scheme says.
    enum Kind: Sendable, Equatable {
        case server
        case sentinel
        case unixSocket
    }

    var kind: Kind
    var usesTLS: Bool
    var credentials: RedisCredentials?
    var addresses: [ServerAddress]
    /// The parts of the path, between its slashes.
    var path: [String]
    var query: [String: String]

    private static let schemes: [String: (kind: Kind, usesTLS: Bool)] = [
        "redis": (.server, false), "valkey": (.server, false), "rediss": (.server, true), "valkeys": (.server, true),
        "redis-sentinel": (.sentinel, false), "valkey-sentinel": (.sentinel, false),
        "rediss-sentinel": (.sentinel, true), "valkeys-sentinel": (.sentinel, true),
        "unix": (.unixSocket, false), "redis+unix": (.unixSocket, false),
    ]

    /// Takes a URL apart.
    ///
    /// - Throws: ``ClientError/Code/configuration`` that names the wrong part.
    init(_ text: String) throws(ClientError) {
        guard let (scheme, afterScheme) = text.cut(at: "://") else {
            throw Self.wrong(
                "it has no scheme: begin it with redis://, rediss://, valkey://, redis-sentinel:// or unix://")
        }
        guard let known = Self.schemes[scheme.lowercased()] else {
            throw Self.wrong(
                "the scheme “\(scheme)” isn't known: \(Self.schemes.keys.sorted().joined(separator: ", "))")
        }
        (kind, usesTLS) = known
        let withoutFragment = afterScheme.cut(at: "#")?.0 ?? afterScheme
        let (location, queryText) = withoutFragment.cut(at: "?") ?? (withoutFragment, "")
        query = try Self.parse(query: queryText)
        // The last @ counts: an unescaped one before belongs to the password.
        let slash = kind == .unixSocket ? nil : location.firstIndex(of: "/")
        let authorityText = location[..<(slash ?? location.endIndex)]
        let pathText = slash.map { location[location.index(after: $0)...] } ?? ""
        var hostsText = authorityText
        credentials = nil
        if let at = authorityText.lastIndex(of: "@") {
            credentials = try Self.parse(credentials: authorityText[..<at])
            hostsText = authorityText[authorityText.index(after: at)...]
        }
        if kind == .unixSocket {
            let socket = try Self.decoded(hostsText, part: "the socket's path")
            guard socket.hasPrefix("/") else { throw Self.wrong("the socket's path doesn't begin with a slash") }
            addresses = [.unixSocket(path: socket)]
            path = []
            return
        }
        let port = kind == .sentinel ? 26_379 : 6_379
        addresses = try Self.parse(hosts: hostsText, defaultPort: port)
        path = []
        for part in pathText.split(separator: "/") { path.append(try Self.decoded(part, part: "the path")) }
    }

    static func wrong(_ reason: String) -> ClientError {
        ClientError(.configuration, "the URL can't be used: \(reason)")
    }

    private static func parse(credentials text: Substring) throws(ClientError) -> RedisCredentials? {
        guard !text.isEmpty else { return nil }
        guard let colon = text.firstIndex(of: ":") else {
            throw wrong("a user stands before the @ without a password: write user:password@, or :password@")
        }
        let user = try decoded(text[..<colon], part: "the user")
        let password = try decoded(text[text.index(after: colon)...], part: "the password")
        return user.isEmpty
            ? RedisCredentials(password: password) : RedisCredentials(username: user, password: password)
    }

    private static func parse(hosts text: Substring, defaultPort: Int) throws(ClientError) -> [ServerAddress] {
        guard !text.isEmpty else { return [.host("localhost", port: defaultPort)] }
        var addresses: [ServerAddress] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            addresses.append(try parse(host: part, defaultPort: defaultPort))
        }
        return addresses
    }

    private static func parse(host text: Substring, defaultPort: Int) throws(ClientError) -> ServerAddress {
        var host = text
        var portText: Substring?
        if text.first == "[" {
            guard let close = text.firstIndex(of: "]") else { throw wrong("the host “\(text)” has no closing bracket") }
            host = text[text.index(after: text.startIndex)..<close]
            let rest = text[text.index(after: close)...]
            guard rest.isEmpty || rest.first == ":" else {
                throw wrong("“\(rest)” stands between the host “[\(host)]” and its port")
            }
            portText = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            portText = text[text.index(after: colon)...]
        }
        guard !host.isEmpty else { throw wrong("a host is empty") }
        guard host.utf8.count <= 255, !host.contains(where: { $0.isWhitespace || $0 == "/" }) else {
            throw wrong("the host “\(host.prefix(60))” is no name of a host")
        }
        guard let portText else { return .host(String(host), port: defaultPort) }
        guard let port = Int(portText), (1...65_535).contains(port) else {
            throw wrong("the port “\(portText.prefix(20))” of the host “\(host)” is no number from 1 to 65535")
        }
        return .host(String(host), port: port)
    }

    private static func parse(query text: Substring) throws(ClientError) -> [String: String] {
        var query: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let (name, value) = pair.cut(at: "=") ?? (pair, "")
            query[String(name)] = try decoded(value, part: "the value of “\(name)”")
        }
        return query
    }

    private static func decoded(_ text: Substring, part: String) throws(ClientError) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst()?.hexadecimalDigit, let low = rest.popFirst()?.hexadecimalDigit else {
                throw wrong("\(part) has a % without two hexadecimal digits behind it: write %25 for a percent sign")
            }
            bytes.append(high << 4 | low)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else { throw wrong("\(part) isn't UTF-8") }
        return decoded
    }
}

extension UInt8 {
    fileprivate var hexadecimalDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self &- UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self &- UInt8(ascii: "a") &+ 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self &- UInt8(ascii: "A") &+ 10
        default: nil
        }
    }
}

extension StringProtocol where SubSequence == Substring {
    /// What stands before and after the first occurrence of some text; nil if there is none.
    fileprivate func cut(at separator: String) -> (Substring, Substring)? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(separator) {
                return (self[..<index], self[self.index(index, offsetBy: separator.count)...])
            }
            index = self.index(after: index)
        }
        return nil
    }
}
