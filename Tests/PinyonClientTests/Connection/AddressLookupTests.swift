import NIOCore
import NIOPosix
import PinyonClient
import Synchronization
import Testing

/// Looking up a name, for many at a time.
@Suite(.timeLimit(.minutes(1)))
struct AddressLookupTests {
    private struct Unknown: Error {}

    /// Answers each question when a test says so.
    private final class HeldResolver: AddressResolver {
        private struct State {
            var asked = 0
            var waiting: [Int: CheckedContinuation<[SocketAddress], any Error>] = [:]
            /// What is answered at once; nil for nothing.
            var answer: [SocketAddress]?
        }

        private let state = Mutex(State())

        /// How often it was asked.
        var asked: Int { state.withLock { $0.asked } }

        func addresses(of host: String, port: Int) async throws -> [SocketAddress] {
            try await withCheckedThrowingContinuation { continuation in
                let answer = state.withLock { state in
                    state.asked += 1
                    if state.answer == nil { state.waiting[state.asked] = continuation }
                    return state.answer
                }
                if let answer { continuation.resume(returning: answer) }
            }
        }

        /// Answers a question by its number, from 1 on; with nil by an error.
        func answer(_ number: Int, _ addresses: [SocketAddress]?) {
            let waiting = state.withLock { $0.waiting.removeValue(forKey: number) }
            if let addresses { waiting?.resume(returning: addresses) } else { waiting?.resume(throwing: Unknown()) }
        }

        /// Answers all questions, and those to come.
        func answerAll(_ addresses: [SocketAddress]) {
            let waiting = state.withLock { state in
                state.answer = addresses
                defer { state.waiting = [:] }
                return Array(state.waiting.values)
            }
            for continuation in waiting { continuation.resume(returning: addresses) }
        }
    }

    private let resolver = HeldResolver()

    /// Looks up the one name of the tests.
    private func find(_ lookup: AddressLookup, within limit: TimeAmount) async throws(ClientError) -> [SocketAddress] {
        try await lookup.addresses(
            of: "cache.test", port: 1, on: MultiThreadedEventLoopGroup.singleton.next(), until: .now() + limit)
    }

    /// What looking up fails with.
    private func failure(_ lookup: AddressLookup, within limit: TimeAmount = .zero) async -> ClientError? {
        do throws(ClientError) {
            _ = try await find(lookup, within: limit)
            return nil
        } catch {
            return error
        }
    }

    private func address(_ text: String) throws -> SocketAddress { try SocketAddress(ipAddress: text, port: 1) }

    /// Waits until something is the case; the suite's time limit ends it if it never is.
    private func until(_ condition: () -> Bool) async {
        while !condition(), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
    }

    @Test func whoComesMeanwhileWaitsForTheLookupThatGoesOn() async throws {
        let lookup = AddressLookup(resolver: resolver)
        for _ in 0..<20 {
            let error = await failure(lookup)
            #expect(error?.code == .connectionFailed && error?.message.contains("in time") == true)
        }
        await until { resolver.asked > 0 }
        let address = try address("10.0.0.1")
        resolver.answerAll([address])
        let found = try await find(lookup, within: .seconds(30))
        #expect(found == [address])
        #expect(resolver.asked <= 2, "once for those before, and once more if that was over")
    }

    @Test func anAnswerThatNobodyWaitsForAnyMoreCounts() async throws {
        let lookup = AddressLookup(resolver: resolver)
        let late = await failure(lookup)
        #expect(late != nil)
        await until { resolver.asked == 1 }
        let address = try address("10.0.0.2")
        resolver.answer(1, [address])
        // Whether it still goes on or not: it is what is known. Another question isn't answered.
        let found = try await find(lookup, within: .milliseconds(100))
        #expect(found == [address])
        resolver.answerAll([])
    }

    @Test func whenNobodyCanTellTheAddressesOfBeforeAreUsed() async throws {
        let lookup = AddressLookup(resolver: resolver)
        let address = try address("10.0.0.3")
        async let first = find(lookup, within: .seconds(30))
        await until { resolver.asked == 1 }
        resolver.answer(1, [address])
        let known = try await first
        #expect(known == [address])
        async let second = find(lookup, within: .seconds(30))
        await until { resolver.asked == 2 }
        resolver.answer(2, nil)
        let found = try await second
        #expect(found == [address])
    }

    @Test func aFailureReachesWhoWaitsAndTheNextAsksAgain() async throws {
        let lookup = AddressLookup(resolver: resolver)
        async let first = failure(lookup, within: .seconds(30))
        await until { resolver.asked == 1 }
        resolver.answer(1, nil)
        let error = await first
        #expect(error?.code == .connectionFailed && error?.underlying is Unknown, "\(error as Any)")
        #expect(error?.message.contains("cache.test") == true)
        async let second = failure(lookup, within: .seconds(30))
        await until { resolver.asked == 2 }
        resolver.answer(2, [])
        let empty = await second
        #expect(empty?.message.contains("no addresses") == true, "\(empty as Any)")
    }

    @Test(arguments: [1, 2])
    func aLookupThatTakesTooLongIsBegunAgainAndEitherAnswerIsTaken(_ number: Int) async throws {
        let lookup = AddressLookup(resolver: resolver, patience: .zero)
        let late = await failure(lookup)
        #expect(late != nil)
        await until { resolver.asked == 1 }
        async let next = find(lookup, within: .seconds(30))
        await until { resolver.asked == 2 }
        let address = try address("10.0.0.4")
        resolver.answer(number, [address])
        let found = try await next
        #expect(found == [address])
        resolver.answerAll([])
    }

    @Test func theFailureOfALookupThatTookTooLongIsNoAnswer() async throws {
        let lookup = AddressLookup(resolver: resolver, patience: .zero)
        let late = await failure(lookup)
        #expect(late != nil)
        await until { resolver.asked == 1 }
        async let next = find(lookup, within: .seconds(30))
        await until { resolver.asked == 2 }
        resolver.answer(1, nil)
        let address = try address("10.0.0.5")
        resolver.answer(2, [address])
        let found = try await next
        #expect(found == [address])
    }

    @Test func whoeverIsCancelledDoesNotWait() async throws {
        let lookup = AddressLookup(resolver: resolver)
        let waiting = Task { await failure(lookup, within: .hours(1)) }
        await until { resolver.asked == 1 }
        waiting.cancel()
        let error = await waiting.value
        #expect(error?.code == .cancelled)
        resolver.answerAll([])
    }

    @Test func theSystemIsNotAskedForNumbersAndNumbersOfPortsAreChecked() async throws {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let lookup = AddressLookup(resolver: SystemResolver())
        let found = try await lookup.addresses(of: "::1", port: 65_535, on: eventLoop, until: .now())
        let expected = try SocketAddress(ipAddress: "::1", port: 65_535)
        #expect(found == [expected])
        for port in [-1, 65_536, .max] {
            let error = await #expect(throws: ClientError.self) {
                try await lookup.addresses(of: "127.0.0.1", port: port, on: eventLoop, until: .now() + .seconds(30))
            }
            #expect(error?.code == .connectionFailed && error?.message.contains("no port") == true)
        }
    }
}
