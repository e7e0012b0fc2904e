/// The parts of a URL that names servers.
///
/// Errors say which part is wrong, and quote nothing of it: when a password wasn't escaped, or has no `@` behind it,
/// any part may be a piece of it.
struct RedisURL {
    /// What the scheme says.
    enum Kind: Sendable, Equatable {
        case server
        case sentinel
        case unixSocket
    }

    var kind: Kind
    var usesTLS: Bool
    /// The user before the `@`; nil if there is none.
    var username: String?
    /// The password before the `@`; nil if there is none.
    var password: String?
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

    private static let parameters: Set = [
        "client-name", "command-timeout", "connect-timeout", "db", "sentinel-password", "sentinel-tls",
        "sentinel-username", "topology",
    ]

    /// Takes a URL apart.
    ///
    /// - Throws: ``ClientError/Code/configuration`` that names the wrong part.
    init(_ text: String) throws(ClientError) {
        guard let (scheme, afterScheme) = text.cut(at: "://"), let known = Self.schemes[scheme.lowercased()] else {
            let schemes = Self.schemes.keys.sorted().map { "\($0)://" }.joined(separator: ", ")
            throw Self.wrong("it begins with none of \(schemes)")
        }
        (kind, usesTLS) = known
        try Self.checkAuthority(afterScheme, kind)
        let withoutFragment = afterScheme.cut(at: "#")?.0 ?? afterScheme
        let (location, queryText) = withoutFragment.cut(at: "?") ?? (withoutFragment, "")
        query = try Self.parse(query: queryText)
        let slash = kind == .unixSocket ? nil : location.firstIndex(of: "/")
        let authorityText = location[..<(slash ?? location.endIndex)]
        let pathText = slash.map { location[location.index(after: $0)...] } ?? ""
        var hostsText = authorityText
        // The last @ counts: an unescaped one before belongs to the password.
        if let at = authorityText.lastIndex(of: "@") {
            (username, password) = try Self.parse(login: authorityText[..<at])
            hostsText = authorityText[authorityText.index(after: at)...]
        }
        path = []
        if kind == .unixSocket {
            let socket = try Self.decoded(hostsText, part: "the socket's path")
            guard socket.hasPrefix("/") else { throw Self.wrong("the socket's path doesn't begin with a slash") }
            addresses = [.unixSocket(path: socket)]
            return
        }
        addresses = try Self.parse(hosts: hostsText, defaultPort: kind == .sentinel ? 26_379 : 6_379)
        for part in pathText.split(separator: "/") { path.append(try Self.decoded(part, part: "the path")) }
    }

    /// The credentials that the URL and somebody else give together.
    ///
    /// - Parameters:
    ///   - givenName: A user in place of the URL's.
    ///   - givenPassword: A password in place of the URL's.
    /// - Throws: ``ClientError/Code/configuration`` if the URL has a user, and nobody a password.
    func credentials(
        username givenName: String? = nil, password givenPassword: String? = nil
    ) throws(ClientError) -> RedisCredentials? {
        let name = givenName ?? username
        if let password = givenPassword ?? password {
            return name.map { RedisCredentials(username: $0, password: password) }
                ?? RedisCredentials(password: password)
        }
        guard name == nil else {
            throw Self.wrong("a user stands before the @ without a password: write user:password@, or :password@")
        }
        return nil
    }

    static func wrong(_ reason: String) -> ClientError {
        ClientError(.configuration, "the URL can't be used: \(reason)")
    }

    /// Refuses a text in which it can't be told where the password ends.
    ///
    /// An `@` behind what ends the authority may mean that a password holds one of these characters as it is, and half
    /// of it would be taken for a host, a path or a parameter. These seldom have an `@`, and can have it escaped.
    private static func checkAuthority(_ text: Substring, _ kind: Kind) throws(ClientError) {
        let delimiters = kind == .unixSocket ? "?#" : "/?#"
        guard let end = text.firstIndex(where: { delimiters.contains($0) }), text[end...].contains("@") else { return }
        throw wrong(
            """
            an @ stands behind the first /, ? or #: escape / ? # in the password (%2F %3F %23), and an @ that doesn't \
            end a password (%40)
            """)
    }

    private static func parse(
        login text: Substring
    ) throws(ClientError) -> (username: String?, password: String?) {
        let colon = text.firstIndex(of: ":")
        let name = try decoded(text[..<(colon ?? text.endIndex)], part: "the user")
        guard let colon else { return (name.isEmpty ? nil : name, nil) }
        let password = try decoded(text[text.index(after: colon)...], part: "the password")
        return (name.isEmpty ? nil : name, password)
    }

    private static func parse(hosts text: Substring, defaultPort: Int) throws(ClientError) -> [ServerAddress] {
        guard !text.isEmpty else { return [.host("localhost", port: defaultPort)] }
        var addresses: [ServerAddress] = []
        for (index, part) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
            addresses.append(try parse(host: part, number: index + 1, defaultPort: defaultPort))
        }
        return addresses
    }

    private static func parse(
        host text: Substring, number: Int, defaultPort: Int
    ) throws(ClientError) -> ServerAddress {
        var host = text
        var portText: Substring?
        if text.first == "[" {
            guard let close = text.firstIndex(of: "]") else { throw wrong("host \(number) has no closing bracket") }
            host = text[text.index(after: text.startIndex)..<close]
            let rest = text[text.index(after: close)...]
            guard rest.isEmpty || rest.first == ":" else {
                throw wrong("something stands between the closing bracket of host \(number) and its port")
            }
            portText = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            portText = text[text.index(after: colon)...]
        }
        guard !host.isEmpty else { throw wrong("host \(number) is empty") }
        guard host.utf8.count <= 255, !host.contains(where: \.isWhitespace) else {
            throw wrong("host \(number) has a space, or more than 255 bytes")
        }
        guard let portText else { return .host(String(host), port: defaultPort) }
        guard let port = Int(portText), (1...65_535).contains(port) else {
            throw wrong(
                "the port of host \(number) is no number from 1 to 65535; a password is written user:password@host")
        }
        return .host(String(host), port: port)
    }

    private static func parse(query text: Substring) throws(ClientError) -> [String: String] {
        var query: [String: String] = [:]
        for (index, pair) in text.split(separator: "&").enumerated() {
            let (name, value) = pair.cut(at: "=") ?? (pair, "")
            guard parameters.contains(String(name)) else {
                let known = parameters.sorted().joined(separator: ", ")
                throw wrong("parameter \(index + 1) isn't known: there are \(known)")
            }
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
