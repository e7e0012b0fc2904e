internal import NIOCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

extension Connector {
    /// What a server did when it was asked for a sign of life.
    enum Probe: Sendable {
        case answered
        /// It accepted a connection, and then nothing.
        case silent
        case unreachable
        /// It could not be asked because of something on this side, which says nothing about it.
        case unknown

        var explanation: String {
            switch self {
            case .answered:
                "the connection was given up: the server lives, but nothing came on this connection any more"
            case .silent:
                "the connection was given up: the server accepts connections and doesn't answer; it may be frozen"
            case .unreachable:
                "the connection was given up: nothing came on it any more, and the server can't be reached"
            case .unknown:
                "the connection was given up: nothing came on it any more, and the server could not be asked why"
            }
        }
    }

    /// Asks for a sign of life on a connection of its own.
    ///
    /// It shows no credentials, since it is a sign of life, too, that the server wants some. So neither a provider that
    /// fails nor a password that was refused stands in the way, and the server counts no failed login.
    func probe(on eventLoop: any EventLoop) async -> Probe {
        let deadline = deadline
        let dialer = dialer(on: eventLoop)
        let way: Dialer.Way
        do throws(ClientError) {
            try await pass(until: deadline)
            way = try await dialer.way(to: address, until: deadline)
        } catch {
            tell(error)
            return .unknown
        }
        do throws(ClientError) {
            let socket = try await openSocket(way, by: dialer, until: deadline)
            _ = try await greet(HandshakeStateMachine.Goal(), on: socket, until: deadline)
            socket.channel.close(promise: nil)
            return .answered
        } catch {
            return judge(error)
        }
    }

    /// What it means that a probe failed.
    private func judge(_ error: ClientError) -> Probe {
        // Any word of the server is a sign of life.
        if error.serverError != nil { return .answered }
        tell(error)
        guard !error.isOfThisSide else { return .unknown }
        suspect()
        return error.isSilence ? .silent : .unreachable
    }
}

extension ClientError {
    static let silence =
        "the server accepted the connection, but did not answer in time: is it frozen, or not a Redis or Valkey?"

    /// Whether a server accepted a connection and then did not answer.
    package var isSilence: Bool { code == .connectionFailed && message.hasPrefix(Self.silence) }

    /// Whether a server wasn't asked at all: nobody wants to know any more, there was no time left, or this machine has
    /// no more descriptors, ports or memory for connections.
    fileprivate var isOfThisSide: Bool {
        if code == .cancelled || underlying is NoTimeLeft { return true }
        guard let error = underlying as? IOError else { return false }
        return [EMFILE, ENFILE, ENOBUFS, ENOMEM, EADDRNOTAVAIL].contains(error.errnoCode)
    }
}
