import Foundation
import PinyonProcesses
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A server ends with its owner, whatever happens to that one.
@Suite(.timeLimit(.minutes(2)))
struct OwnershipTests {
    private struct Refusal: Error {}

    @Test("a closure that throws ends the server")
    func throwing() async throws {
        var pid: Int32?
        await #expect(throws: Refusal.self) {
            try await withServer(try await found(.redis70)) { server in
                pid = server.pid
                throw Refusal()
            }
        }
        #expect(!isAlive(try #require(pid)))
    }

    @Test("a task that is cancelled ends the server, in order")
    func cancelled() async throws {
        let binary = try await found(.redis70)
        let (servers, announcement) = AsyncStream<ServerProcess>.makeStream()
        let task = Task {
            try await withServer(binary) { server in
                announcement.yield(server)
                try await Task.sleep(for: .seconds(60))
            }
        }
        let server = try #require(await servers.first { _ in true })
        let pid = try #require(server.pid)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!isAlive(pid))
        #expect(server.exit == .status(0))
        #expect(!exists(server.directory))
    }

    @Test("an owner that forgets a server ends it")
    func forgotten() async throws {
        var server: ServerProcess? = try await ServerProcess.start(try await found(.redis70))
        let (pid, directory) = (try #require(server?.pid), try #require(server?.directory))
        server = nil
        try await eventually { !isAlive(pid) && !exists(directory) }
    }

    @Test("a process that is killed takes its servers along, and their folders", arguments: [SIGKILL, SIGTERM])
    func killedOwner(signal: Int32) async throws {
        let path = try await found(.redis70).path
        let result = try await #require(
            processExitsWith: signal == SIGKILL ? .signal(SIGKILL) : .signal(SIGTERM),
            observing: [\.standardOutputContent]
        ) { [path = path as String, signal = signal as Int32] in
            // Several at once: none may hold open what another one's end depends on.
            let binary = try await ServerBinary(path: path)
            async let first = ServerProcess.start(binary)
            async let second = ServerProcess.start(binary)
            async let third = ServerProcess.start(binary)
            let servers = try await [first, second, third]
            try servers[1].pause()
            let fixture = try await TLSFixture()
            print("authority \(fixture.authority)")
            for server in servers { print("server \(try #require(server.pid)) \(server.directory)") }
            fflush(nil)
            kill(getpid(), signal)
        }
        let output = String(decoding: result.standardOutputContent, as: UTF8.self)
        let lines = output.split(separator: "\n").filter { $0.hasPrefix("server ") }.map { $0.split(separator: " ") }
        #expect(lines.count == 3)
        for line in lines {
            let pid = try #require(Int32(line[1]))
            try await eventually { !isAlive(pid) }
        }
        let root = URL(fileURLWithPath: String(try #require(lines.first)[2])).deletingLastPathComponent().path
        #expect(root.contains("/pinyon-"))
        #expect(output.contains("authority \(root)/"))
        try await eventually { !exists(root) }
    }

    #if os(Linux)
        @Test("when the shell that watches over a server is killed, the server is, too")
        func killedShell() async throws {
            try await withServer(try await found(.redis70)) { server in
                let pid = try #require(server.pid)
                let facts = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
                let parent = facts.split(separator: ")").last?.split(separator: " ").dropFirst().first
                kill(try #require(parent.flatMap { Int32($0) }), SIGKILL)
                try await eventually { !isAlive(pid) && !server.isRunning }
                try await server.restart()
                #expect(server.isRunning)
            }
        }
    #endif

    @Test("a second stop does nothing, and a stopped server does not come back")
    func stoppedTwice() async throws {
        let server = try await ServerProcess.start(try await found(.redis70))
        await server.stop()
        await server.stop()
        #expect(!server.isRunning)
        #expect(server.pid == nil)
        await #expect(throws: ProcessError.self) { try await server.restart() }
        #expect(throws: ProcessError.self) { try server.pause() }
    }
}
