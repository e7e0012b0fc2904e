internal import NIOCore
internal import NIOSSL

/// Holds a server's certificate to the name that the server must have.
///
/// NIOSSL is content if a certificate names the IP address that the connection leads to, even if a name was asked for.
/// Whoever can lead a name to a machine of theirs may well have a certificate for that machine's address.
package struct ServerNameCheck: Sendable {
    /// The certificate names somebody else.
    struct WrongName: Error, CustomStringConvertible {
        let name: String

        var description: String { "it isn't for \(name)" }
    }

    private let name: String

    /// - Parameter name: The name that the server must have.
    init(name: String) {
        self.name = name
    }

    /// Judges a certificate that NIOSSL found valid.
    ///
    /// - Throws: ``WrongName``.
    func check(_ certificate: NIOSSLCertificate) throws {
        let names = certificate._subjectAlternativeNames()
        // Without any, NIOSSL has compared the subject's name, never an address.
        guard !names.isEmpty else { return }
        let isFor = names.contains { candidate in
            candidate.nameType == .dnsName
                && Self.matches(name, pattern: String(decoding: Array(candidate.contents), as: UTF8.self))
        }
        guard isFor else { throw WrongName(name: name) }
    }

    /// Whether a name is the one in a certificate, in which the first label may be a star for any one label.
    package static func matches(_ name: String, pattern: String) -> Bool {
        let name = labels(of: name)
        let pattern = labels(of: pattern)
        guard name.count == pattern.count, let first = pattern.first, !name.contains("") else { return false }
        // A star for everything below a top-level domain would be for everybody, and numbers have no domains.
        let isNumber = name.last?.allSatisfy(\.isNumber) ?? false
        guard first == "*", pattern.count > 2, !isNumber else { return name == pattern }
        return name.dropFirst() == pattern.dropFirst()
    }

    private static func labels(of name: String) -> [Substring] {
        let name = name.lowercased()
        return (name.hasSuffix(".") ? name.dropLast() : name[...]).split(
            separator: ".", omittingEmptySubsequences: false)
    }
}
