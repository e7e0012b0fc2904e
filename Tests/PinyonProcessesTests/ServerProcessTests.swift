import Foundation
import PinyonProcesses
import Testing

/// One server: started, asked, ended.
@Suite(.timeLimit(.minutes(2)))
struct ServerProcessTests {
    @Test(
        "a server answers on its port and its socket, and is gone afterwards",
        arguments: [ServerSeries.redis62, .redis70, .valkey91])
    func lifecycle(series: ServerSeries) async throws {
        let binary = try await found(series)
        let (pid, directory) = try await withServer(binary) { server in
            let pid = try #require(server.pid)
            let port = try #require(server.port)
            #expect(isAlive(pid))
            #expect(try await server.command("PING") == .text("PONG"))
            let overPort = try await ControlConnection(.port(port)).require("INFO", "server")
            #expect(overPort.string?.contains("process_id:\(pid)\r\n") == true)
            #expect(server.exit == nil)
            return (pid, server.directory)
        }
        #expect(!isAlive(pid))
        #expect(!exists(directory))
    }

    @Test(
        "Memcached answers on a port or on a unix socket, not on both",
        arguments: [ServerOptions.Endpoint.freePort, .unixSocket])
    func memcached(endpoint: ServerOptions.Endpoint) async throws {
        var options = ServerOptions()
        options.endpoint = endpoint
        options.arguments = ["-m", "8"]
        let server = try await ServerProcess.start(try await found(.memcached), options: options)
        let pid = try #require(server.pid)
        #expect((server.port == nil) == (endpoint == .unixSocket))
        #expect((server.unixSocket == nil) == (endpoint == .freePort))
        await server.stop()
        #expect(server.exit != nil)
        #expect(!isAlive(pid))
        #expect(!exists(server.directory))
    }

    @Test("without a port there is only the unix socket")
    func unixSocketOnly() async throws {
        var options = ServerOptions()
        options.endpoint = .unixSocket
        try await withServer(try await found(.redis70), options: options) { server in
            #expect(server.port == nil)
            let port = try await server.setting("port")
            #expect(port == "0")
        }
    }

    @Test("the folder is the user's own, and nothing is kept on disk")
    func nothingIsKept() async throws {
        try await withServer(try await found(.redis70)) { server in
            let attributes = try FileManager.default.attributesOfItem(atPath: server.directory)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
            let (save, log, bind) = try await (
                server.setting("save"), server.setting("appendonly"), server.setting("bind")
            )
            #expect(save == "")
            #expect(log == "no")
            #expect(bind == "127.0.0.1")
        }
    }

    @Test("settings come after Pinyon's own, in their order")
    func settings() async throws {
        var options = ServerOptions()
        options.settings = [.init("maxmemory", "7mb"), .init("maxmemory", "9mb"), .init("save", "900 1")]
        try await withServer(try await found(.redis70), options: options) { server in
            let (memory, save) = try await (server.setting("maxmemory"), server.setting("save"))
            #expect(memory == "9437184")
            #expect(save == "900 1")
        }
    }

    @Test("DEBUG is let through when asked for, and only then", arguments: [ServerSeries.redis62, .redis70, .valkey91])
    func debugging(series: ServerSeries) async throws {
        let binary = try await found(series)
        for allows in [true, false] {
            var options = ServerOptions()
            options.allowsDebugging = allows
            let reply = try await withServer(binary, options: options) { server in
                try await server.command("DEBUG", "SLEEP", "0")
            }
            #expect((reply == .text("OK")) == (allows || series == .redis62), "\(reply)")
        }
    }

    @Test("passwords and users are needed by others, and not to start")
    func passwords() async throws {
        var options = ServerOptions()
        options.password = #"pass "word" \ 1"#
        options.users = ["app on >secret ~* +@all"]
        try await withServer(try await found(.redis70), options: options) { server in
            let connection = try ControlConnection(.port(try #require(server.port)))
            guard case .error(let message) = try await connection.send(["PING"]) else {
                Issue.record("no password was needed")
                return
            }
            #expect(message.hasPrefix("NOAUTH"))
            try await connection.require("AUTH", #"pass "word" \ 1"#)
            try await connection.require("AUTH", "app", "secret")
            #expect(try await connection.require("ACL", "WHOAMI").string == "app")
        }
    }
}
