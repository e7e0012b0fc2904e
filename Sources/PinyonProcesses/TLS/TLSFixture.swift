internal import Subprocess

/// Certificates for tests of TLS, made with the command `openssl` in a temporary folder.
///
/// They are signed by an authority of their own and good for 30 days. The folder goes with the object; servers that
/// were started with one keep it.
package final class TLSFixture: Sendable {
    /// A certificate and its key.
    package struct Identity: Sendable, Hashable {
        /// The path of the certificate, in PEM.
        package let certificate: String
        /// The path of its private key, in PEM, without a password.
        package let key: String
    }

    private static let outputLimit = 1 << 16

    private let folder: ServerFolder

    /// Makes the certificates; that takes about a tenth of a second.
    ///
    /// - Throws: ``ProcessError/Code/cannotRun`` if `openssl` is missing or fails, or `CancellationError`.
    package init() async throws {
        folder = try await ServerFolder()
        do {
            try await Self.fill(folder)
        } catch {
            folder.remove()
            throw error
        }
    }

    deinit { folder.remove() }

    /// The path of the certificate of the authority that signed the others.
    package var authority: String { folder.file("authority.crt") }

    /// Another authority, which signed none of them.
    package var strangeAuthority: Identity { identity("stranger") }

    /// For a server at `localhost` and 127.0.0.1.
    package var server: Identity { identity("server") }

    /// For a client.
    package var client: Identity { identity("client") }

    /// For a server at `localhost` and 127.0.0.1, but it was good for a day in January 2020 only.
    package var expired: Identity { identity("expired") }

    /// For a server at `elsewhere.invalid`.
    package var wrongHost: Identity { identity("elsewhere") }

    private func identity(_ name: String) -> Identity {
        Identity(certificate: folder.file("\(name).crt"), key: folder.file("\(name).key"))
    }

    private static func fill(_ folder: ServerFolder) async throws {
        do {
            let result = try await Subprocess.run(
                .name("sh"), arguments: ["-c", CertificateScript.text, "sh", folder.path],
                output: .string(limit: outputLimit))
            guard result.terminationStatus.isSuccess else {
                throw ProcessError(
                    .cannotRun, "The command openssl, which makes certificates for tests, is missing or failed.",
                    log: result.standardOutput.split(whereSeparator: \.isNewline).suffix(5).map(String.init))
            }
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw ProcessError(.cannotRun, "The shell can't be run: \(error)")
        }
    }
}
