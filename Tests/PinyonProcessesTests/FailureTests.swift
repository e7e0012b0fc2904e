import Foundation
import PinyonProcesses
import Testing

/// Servers that can't be started, or not as asked.
@Suite(.timeLimit(.minutes(2)))
struct FailureTests {
    /// Runs something that must fail, and returns the error.
    private func failure(_ body: () async throws -> Void) async throws -> ProcessError {
        do {
            try await body()
        } catch let error as ProcessError {
            return error
        }
        throw ProcessError(.badReply, "nothing failed")
    }

    /// A program that says it is Redis 7.0.1 when asked, and else runs a script.
    private func withStandIn(_ script: String, _ body: (ServerBinary) async throws -> Void) async throws {
        try await withFolder { folder in
            let path = try writeScript(
                """
                if [ "$1" = --version ]; then echo 'Redis server v=7.0.1 sha=0'; exit; fi
                \(script)
                """, to: "\(folder)/redis-server")
            try await body(try await ServerBinary(path: path))
        }
    }

    @Test("a port that another process listens on is named", arguments: [ServerSeries.redis70, .valkey91, .memcached])
    func portTaken(series: ServerSeries) async throws {
        let binary = try await found(series)
        try await withServer(binary) { first in
            var options = ServerOptions()
            options.endpoint = .port(try #require(first.port))
            let error = try await failure { _ = try await ServerProcess.start(binary, options: options) }
            #expect(error.code == .portTaken)
            #expect(error.message.contains("\(try #require(first.port))"))
            #expect(error.log.contains { $0.contains("Address already in use") })
        }
    }

    @Test("when a chosen port was taken meanwhile, another one is tried")
    func portTakenMeanwhile() async throws {
        let redis = try await found(.redis70)
        try await withFolder { folder in
            // The first start says what a server says whose port is taken, the second one runs.
            let script = """
                if [ ! -e \(folder)/tried ]; then
                    touch \(folder)/tried
                    echo 'Could not create server TCP listening socket: bind: Address already in use'
                    exit 1
                fi
                exec \(redis.path) "$@"
                """
            try await withStandIn(script) { binary in
                try await withServer(binary) { server in
                    try await server.require("PING")
                    #expect(exists("\(folder)/tried"))
                }
            }
        }
    }

    @Test("an error in the configuration shows the line")
    func badSetting() async throws {
        var options = ServerOptions()
        options.settings = [.init("maxmemory-polcy", "allkeys-lru")]
        let error = try await failure { _ = try await ServerProcess.start(try await found(.redis70), options: options) }
        #expect(error.code == .exitedEarly)
        #expect(error.message.contains("exited with status 1"))
        #expect("\(error)".contains("maxmemory-polcy allkeys-lru"))
    }

    @Test("passwords are not shown, not even when the server repeats them")
    func hiddenPassword() async throws {
        var options = ServerOptions()
        options.users = ["app on >s3cr3t nonsense"]
        let error = try await failure { _ = try await ServerProcess.start(try await found(.redis70), options: options) }
        #expect("\(error)".contains("app on >(hidden) nonsense"))
        #expect(!"\(error)".contains("s3cr3t"))
    }

    @Test("settings that Pinyon makes itself, and line breaks, are refused before anything is started")
    func reservedSettings() async throws {
        let binary = try await found(.redis70)
        for setting in [ServerOptions.Setting("Port", "1"), .init("unixsocket", "/x"), .init("save", "1 1\nport 1")] {
            var options = ServerOptions()
            options.settings = [setting]
            let error = try await failure { _ = try await ServerProcess.start(binary, options: options) }
            #expect(error.code == .badOptions, "\(setting)")
        }
    }

    @Test("a server that never answers is given up, with its last lines, and ended")
    func neverReady() async throws {
        try await withFolder { folder in
            try await withStandIn("echo $$ >\(folder)/pid; echo warming up; exec sleep 60") { binary in
                var options = ServerOptions()
                options.startLimit = .milliseconds(300)
                let error = try await failure { _ = try await ServerProcess.start(binary, options: options) }
                #expect(error.code == .notReady)
                #expect(error.message.contains("0.3 seconds"))
                #expect(error.log == ["warming up"])
                let pid = try String(contentsOfFile: "\(folder)/pid", encoding: .utf8)
                #expect(!isAlive(try #require(Int32(pid.dropLast()))))
            }
        }
    }

    @Test("servers that end as soon as they begin are noticed, however many there are")
    func instantExit() async throws {
        try await withStandIn("echo 'not today'; exit 3") { binary in
            try await withThrowingTaskGroup(of: ProcessError.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await failure { _ = try await ServerProcess.start(binary) }
                    }
                }
                for try await error in group {
                    #expect(error.code == .exitedEarly)
                    #expect(error.message.contains("exited with status 3"))
                    #expect(error.log == ["not today"])
                }
            }
        }
    }

    @Test("a start that is cancelled ends the server")
    func cancelledStart() async throws {
        try await withFolder { folder in
            try await withStandIn("echo $$ >\(folder)/pid.new; mv \(folder)/pid.new \(folder)/pid; exec sleep 60") {
                let start = Task { [binary = $0] in _ = try await ServerProcess.start(binary) }
                try await eventually { exists("\(folder)/pid") }
                start.cancel()
                await #expect(throws: CancellationError.self) { try await start.value }
                let pid = try String(contentsOfFile: "\(folder)/pid", encoding: .utf8)
                #expect(!isAlive(try #require(Int32(pid.dropLast()))))
            }
        }
    }

    @Test("a server that doesn't end by itself is killed")
    func stubborn() async throws {
        let redis = try await found(.redis70)
        var options = ServerOptions()
        options.stopPatience = .milliseconds(50)
        let server = try await ServerProcess.start(redis, options: options)
        // For its first seconds a script keeps the server from everything else.
        let connection = try ControlConnection(.unixSocket(try #require(server.unixSocket)))
        _ = try? await connection.send(["EVAL", "while true do end", "0"], within: .milliseconds(20))
        await server.stop()
        #expect(server.exit == .signal(9))
    }

    @Test("a server that speaks another language, and an address that is none, are told apart from silence")
    func misunderstandings() async throws {
        try await withServer(try await found(.memcached)) { server in
            let connection = try ControlConnection(.port(try #require(server.port)))
            let error = try await failure { _ = try await connection.send(["PING"]) }
            #expect(error.code == .badReply)
            let refused = try await failure { _ = try await server.connect() }
            #expect(refused.code == .badOptions)
        }
        let path = String(repeating: "x", count: 200)
        for (address, code) in [
            (ServerAddress.port(70_000), ProcessError.Code.badOptions), (.unixSocket("/" + path), .badOptions),
            (.unixSocket("/nowhere/server.sock"), .system),
        ] {
            let error = try await failure { _ = try ControlConnection(address) }
            #expect(error.code == code, "\(address)")
        }
    }

    @Test("Memcached refuses what only Redis has")
    func memcachedOptions() async throws {
        let binary = try await found(.memcached)
        var (password, role, tls) = (ServerOptions(), ServerOptions(), ServerOptions())
        password.password = "secret"
        role.role = .sentinel
        tls.endpoint = .unixSocket
        tls.tls = .init(try await TLSFixture())
        for options in [password, role, tls] {
            let error = try await failure { _ = try await ServerProcess.start(binary, options: options) }
            #expect(error.code == .badOptions)
        }
    }
}
