import NIOCore
import PinyonClient
import Synchronization

/// Knows the addresses of some names, which may change, and counts the questions.
final class NamedResolver: AddressResolver {
    struct Unknown: Error {}

    private struct State {
        var addresses: [String: [String]]
        var ports: [Int]?
        var delay = Duration.zero
        var questions = 0
    }

    private let state: Mutex<State>

    /// Knows names, and what they lead to: IP addresses; numbers are what they are.
    init(_ addresses: [String: [String]]) {
        state = Mutex(State(addresses: addresses))
    }

    /// How often it was asked for a name.
    var questions: Int { state.withLock { $0.questions } }

    /// Makes a name lead elsewhere; nil for a name that isn't known.
    func change(_ name: String, to addresses: [String]?) {
        state.withLock { $0.addresses[name] = addresses }
    }

    /// Makes every name lead to these ports of the loopback interface, whatever port was asked for.
    func lead(toPorts ports: [Int]?) {
        state.withLock { $0.ports = ports }
    }

    /// Makes every answer late.
    func delay(_ delay: Duration) {
        state.withLock { $0.delay = delay }
    }

    func addresses(of host: String, port: Int) async throws -> [SocketAddress] {
        if let number = try? SocketAddress(ipAddress: host, port: port) { return [number] }
        let state = state.withLock { state in
            state.questions += 1
            return state
        }
        if state.delay > .zero { try await Task.sleep(for: state.delay) }
        guard let addresses = state.addresses[host] else { throw Unknown() }
        if let ports = state.ports { return try ports.map { try SocketAddress(ipAddress: "127.0.0.1", port: $0) } }
        return try addresses.map { try SocketAddress(ipAddress: $0, port: port) }
    }
}
