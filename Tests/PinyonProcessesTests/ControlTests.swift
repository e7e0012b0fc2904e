import PinyonProcesses
import Testing

/// Servers that are made to fail as real ones do.
@Suite(.timeLimit(.minutes(2)))
struct ControlTests {
    @Test(
        "a restart keeps the port and the folder", arguments: [ServerSeries.redis62, .redis70, .valkey91, .memcached])
    func restart(series: ServerSeries) async throws {
        try await withServer(try await found(series)) { server in
            let (pid, port, directory) = (server.pid, server.port, server.directory)
            try await server.restart()
            #expect(server.pid != pid)
            #expect(server.port == port)
            #expect(server.directory == directory)
            #expect(server.isRunning)
            #expect(exists(directory))
        }
    }

    @Test("a killed server is gone at once, and comes back on the same port")
    func killAndRestart() async throws {
        try await withServer(try await found(.redis70)) { server in
            let pid = try #require(server.pid)
            try await server.kill()
            #expect(!isAlive(pid))
            #expect(server.exit == .signal(9))
            #expect(server.pid == nil)
            await #expect(throws: ProcessError.self) { try await server.kill() }
            try await server.restart()
            #expect(try await server.command("PING") == .text("PONG"))
        }
    }

    @Test("what a server saved is there after a restart")
    func dataSurvives() async throws {
        var options = ServerOptions()
        options.settings = [.init("appendonly", "yes"), .init("appendfsync", "always")]
        try await withServer(try await found(.redis70), options: options) { server in
            try await server.command("SET", "key", "value")
            try await server.kill()
            try await server.restart()
            #expect(try await server.command("GET", "key") == .bulk("value"))
        }
    }

    @Test("a paused server answers when it is resumed, and can be stopped while paused")
    func pause() async throws {
        let server = try await ServerProcess.start(try await found(.redis70))
        let connection = try ControlConnection(.port(try #require(server.port)))
        try await connection.require("PING")
        try server.pause()
        let silent = try ControlConnection(.port(try #require(server.port)))
        await #expect(throws: ProcessError.self) { try await silent.send(["PING"], within: .milliseconds(100)) }
        try server.resume()
        try await connection.require("PING")
        try server.pause()
        #expect(server.isRunning)
        await server.stop()
        #expect(server.exit == .status(0))
    }

    @Test("the log's last lines are there to read")
    func logTail() async throws {
        try await withServer(try await found(.redis70)) { server in
            #expect(server.logTail().contains { $0.contains("Ready to accept connections") })
            #expect(server.logTail(1).count == 1)
        }
    }
}
