internal import NIOCore
internal import NIOSSL

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Why the peers could not agree on TLS, in words that say what to do.
enum TLSFailure {
    /// The reason behind an error of a connection.
    ///
    /// - Parameters:
    ///   - error: The error.
    ///   - context: Where it was caught, behind TLS.
    /// - Returns: the reason; nil if the error isn't about TLS.
    static func reason(_ error: any Error, in context: ChannelHandlerContext) -> String? {
        switch error {
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            "the server's certificate is for another name: \(error)"
        case let error as ServerNameCheck.WrongName:
            "the server's certificate is for another name: \(error)"
        case NIOSSLError.unableToValidateCertificate:
            "the server's certificate is for another name than the one it is known by here"
        case NIOSSLError.handshakeFailed(let error), let error as BoringSSLError:
            handshakeReason(error, certificate(in: context))
        default:
            nil
        }
    }

    private static func certificate(in context: ChannelHandlerContext) -> NIOSSLCertificate? {
        try? context.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self).peerCertificate
    }

    private static func handshakeReason(_ error: BoringSSLError, _ certificate: NIOSSLCertificate?) -> String {
        let name = name(of: error)
        return switch name {
        case "CERTIFICATE_VERIFY_FAILED":
            "the server's certificate isn't trusted: \(flaw(of: certificate)) (\(name))"
        case "WRONG_VERSION_NUMBER", "HTTP_REQUEST":
            "the peer does not speak TLS on this port (\(name)): connect without, or to another port"
        case "TLSV1_ALERT_UNKNOWN_CA", "TLSV1_ALERT_CERTIFICATE_REQUIRED", "SSLV3_ALERT_BAD_CERTIFICATE",
            "SSLV3_ALERT_CERTIFICATE_EXPIRED", "SSLV3_ALERT_CERTIFICATE_UNKNOWN", "SSLV3_ALERT_HANDSHAKE_FAILURE",
            "TLSV1_ALERT_ACCESS_DENIED", "TLSV1_CERTIFICATE_REQUIRED":
            "the server wants a client certificate that it trusts, and was shown none or another (\(name))"
        case "UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION":
            "the server and the client have no version of TLS in common (\(name))"
        case "":
            "the server ended the connection within the TLS handshake: does it speak TLS on this port, and does it "
                + "want a client certificate?"
        default:
            "TLS failed (\(name))"
        }
    }

    /// The name that the library has for an error, such as `CERTIFICATE_VERIFY_FAILED`; empty if the stream just ended.
    private static func name(of error: BoringSSLError) -> String {
        let text = "\(error)"
        guard let mark = text.firstRange(of: "OPENSSL_internal:") else { return "" }
        return String(text[mark.upperBound...].prefix { $0.isUppercase || $0.isNumber || $0 == "_" })
    }

    private static func flaw(of certificate: NIOSSLCertificate?) -> String {
        guard let certificate else { return "its authority is not among the trusted ones, or it has expired" }
        // Whether a certificate is valid is a question of the date, which people set.
        let now = time(nil)
        if certificate.notValidAfter < now { return "it has expired" }
        if certificate.notValidBefore > now { return "it is not valid yet; is the clock right?" }
        return "its authority is not among the trusted ones"
    }
}
