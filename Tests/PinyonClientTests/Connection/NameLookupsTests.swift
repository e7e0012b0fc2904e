import Foundation
import NIOCore
import PinyonClient
import Synchronization
import Testing

/// Looking up names on threads that may block.
@Suite(.timeLimit(.minutes(1)))
struct NameLookupsTests {
    private struct Unknown: Error {}

    /// Looks up names; `slow` blocks its thread until a test opens it, or for ten seconds.
    private final class System: Sendable {
        private let isOpen = Mutex(false)
        private let counts = Mutex<[String: Int]>([:])
        /// How many callers have begun to ask.
        let callers = Mutex(0)

        func count(of host: String) -> Int { counts.withLock { $0[host] ?? 0 } }

        func open() { isOpen.withLock { $0 = true } }

        func lookUp(_ host: String) throws -> [SocketAddress] {
            counts.withLock { $0[host, default: 0] += 1 }
            let end = ContinuousClock.now + .seconds(10)
            while host.hasPrefix("slow"), !isOpen.withLock({ $0 }), ContinuousClock.now < end {
                Thread.sleep(forTimeInterval: 0.001)
            }
            if host == "unknown" { throw Unknown() }
            return [try SocketAddress(ipAddress: "10.0.0.1", port: 0)]
        }
    }

    private let system = System()

    private var lookups: NameLookups { NameLookups { [system] host in try system.lookUp(host) } }

    @Test func aNameIsLookedUpOnceForAllWhoAskMeanwhile() async throws {
        let lookups = lookups
        let system = system
        try await withThrowingTaskGroup(of: [SocketAddress].self) { group in
            for _ in 0..<50 {
                group.addTask {
                    system.callers.withLock { $0 += 1 }
                    return try await lookups.addresses(of: "slow")
                }
            }
            while system.callers.withLock({ $0 }) < 50 || system.count(of: "slow") == 0, !Task.isCancelled {
                await Task.yield()
            }
            // Names that are being looked up hold up no others.
            let other = try await lookups.addresses(of: "fast")
            #expect(other.count == 1 && system.count(of: "slow") == 1)
            system.open()
            for try await addresses in group { #expect(addresses == other) }
        }
        // Whoever came when it was over asked anew.
        #expect(system.count(of: "slow") <= 3)
    }

    @Test func aFailureReachesWhoAskedAndTheNextAsksAnew() async throws {
        let lookups = lookups
        for round in 1...2 {
            await #expect(throws: Unknown.self) { try await lookups.addresses(of: "unknown") }
            #expect(system.count(of: "unknown") == round)
        }
    }

    @Test func theSystemKnowsThisMachine() async throws {
        let found = try await SystemResolver().addresses(of: "localhost", port: 6_379)
        #expect(!found.isEmpty && found.allSatisfy { $0.port == 6_379 })
    }
}
