import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct StreamTimeTests {
    @Test("streams that are read by name have a time limit, unless they are waited for")
    func limits() async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name.hasPrefix("XREAD") ? [] : nil }
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.commandTimeout = .milliseconds(200)
                configuration.stallLimit = .seconds(60)
            }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port)), change) { client in
                let read = try await clientError { try await client.command("XREAD", "COUNT", 10, "STREAMS", "s", 0) }
                #expect(read?.code == .timedOut)
                let ofGroup = try await clientError {
                    try await client.command("XREADGROUP", "GROUP", "BLOCK", "c", "STREAMS", "s", ">")
                }
                #expect(ofGroup?.code == .timedOut)
                let waiting = Task {
                    try await clientError { try await client.command("xread", "block", 0, "STREAMS", "s", "$") }
                }
                try await server.waitUntil("it is asked for") { $0.count(of: "XREAD") == 2 }
                let other = try await clientError { try await client.command("XREAD", "STREAMS", "s", 0) }
                #expect(other?.code == .timedOut)
                waiting.cancel()
                let end = try await waiting.value
                #expect(end?.code == .cancelled, "a command that waits had a time limit")
            }
        }
    }

    @Test("a command that waits on the server is refused where all tracked reads share a connection")
    func tracked() async throws {
        try await withScriptedServer { server in
            server.script { _, command in ["XREAD", "GET"].contains(command.name) ? [.null] : nil }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                let tracking = client.tracking { _ in }
                let refused: [Command<RESPValue>] = [
                    .command("XREAD", "BLOCK", 0, "STREAMS", "s", "$"), .command("XREADGROUP", "GROUP", "g", "c"),
                    .command("WAIT", 1, 0), .command("SCRIPT KILL"), .command("BLPOP", "a", 0), .command("SELECT", 1),
                ]
                for command in refused {
                    let error = try await clientError { try await tracking.read(command) }
                    #expect(error?.code == .invalidArgument || error?.code == .refused, "\(command)")
                    #expect(server.record.count(of: command.name) == 0, "\(command)")
                }
                let read = try await tracking.read(
                    Command<RESPValue>.command("XREAD", "COUNT", 1, "STREAMS", "BLOCK", 0))
                #expect(read == .null)
                let value = try await tracking.read(.get("a"))
                #expect(value == nil)
            }
        }
    }
}
