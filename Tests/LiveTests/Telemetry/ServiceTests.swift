import Logging
import PinyonClient
import PinyonTesting
import ServiceLifecycle
import Testing

/// A client among the services of an application.
@Suite(.timeLimit(.minutes(1))) struct ServiceTests {
    /// An application that uses a client until the end, and a last time then.
    private struct Application: Service {
        let client: RedisClient
        /// Is called once it is in use.
        let begin: @Sendable () async -> Void

        func run() async throws {
            try await client.set("state", "running")
            await begin()
            try await gracefulShutdown()
            try await client.set("state", "shut down")
        }
    }

    @Test("a service group runs a client, and shuts it down after the services that use it", arguments: serverKinds)
    func group(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            let client = RedisClient(RedisConfiguration(.standalone(server.tcpAddress)))
            let (begun, continuation) = AsyncStream.makeStream(of: Void.self)
            let application = Application(client: client) { continuation.yield() }
            let group = ServiceGroup(services: [client, application], logger: Logger(label: "group"))
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    defer { continuation.finish() }
                    try await group.run()
                }
                for await _ in begun { break }
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
            let error = try await clientError { try await client.get("state") }
            #expect(error?.code == .shutDown)
            try await withClient(.standalone(server.tcpAddress)) { other in
                let state = try await other.get("state")
                #expect(state == "shut down")
            }
        }
    }

    @Test("a client that is cancelled ends, and can't be run again", arguments: oneServerKind)
    func cancelled(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            let client = RedisClient(RedisConfiguration(.standalone(server.tcpAddress)))
            let running = Task { try await client.run() }
            try await client.set("a", "1")
            let second = try await clientError { try await client.run() }
            #expect(second?.code == .refused, "it runs already")
            #expect(try await client.get("a") == "1")
            running.cancel()
            try await running.value
            let third = try await clientError { try await client.run() }
            #expect(third?.code == .refused, "it has run")
        }
    }
}
