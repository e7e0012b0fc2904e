import PinyonClient
import PinyonTesting
import Testing

/// Times that nobody lives to see the end of.
@Suite(.timeLimit(.minutes(1))) struct EndlessTimeTests {
    @Test("a time limit of weeks is no error of the socket's options")
    func weeks() async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name == "GET" ? [.bulk("1")] : nil }
            let configuration = try RedisConfiguration(
                url: "redis://127.0.0.1:\(server.port)/?command-timeout=2000000&connect-timeout=2000000")
            let change: (inout RedisConfiguration) -> Void = { $0 = configuration }
            try await withClient(configuration.topology, change) { client in
                let value = try await client.get("a")
                #expect(value == "1")
            }
        }
    }

    @Test("times that can't be counted are for ever, and trap nowhere")
    func endless() async {
        await #expect(processExitsWith: .success) {
            try await withScriptedServer { server in
                server.script { _, command in command.name == "GET" ? [.bulk("1")] : nil }
                try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { configuration in
                    configuration.commandTimeout = .seconds(Int64.max)
                    configuration.connectTimeout = .seconds(Int64.max)
                    configuration.backoff.terminal = Duration.seconds(Int64.max) * 2
                } _: { client in
                    let shared = try await client.get("a")
                    #expect(shared == "1")
                    let leased = try await client.withConnection { try await $0.get("a") }
                    #expect(leased == "1")
                    let patient = try await client.send(.get("a").timeout(Duration.seconds(Int64.max) * 2))
                    #expect(patient == "1")
                    server.cutAll(.close)
                    let again = try await client.get("a")
                    #expect(again == "1")
                }
            }
        }
    }
}
