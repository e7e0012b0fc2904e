import Foundation
import PinyonProcesses
import Testing

/// Which servers are found, and what is said when none is.
struct FindingTests {
    private func standIn(_ version: String, in folder: String, as program: String) throws {
        _ = try writeScript("echo '\(version)'", to: "\(folder)/\(program)")
    }

    private func catalog(_ folder: String, path: String = "") -> ServerCatalog {
        ServerCatalog(environment: [ServerCatalog.variable: folder, "PATH": path], directory: "/")
    }

    @Test("versions are read from what the servers print")
    func versions() {
        #expect(ServerVersion("7.0.15 sha=00000000:0") == ServerVersion(7, 0, 15))
        #expect(ServerVersion("1.6") == ServerVersion(1, 6))
        #expect(ServerVersion("seven") == nil)
        #expect(ServerVersion("7") == nil)
        #expect(ServerVersion("99999999999999999999.1") == nil)
        #expect(ServerVersion(7, 0, 15) < ServerVersion(7, 2))
        #expect(
            "\(ServerVersion(7, 0, 15)) \(ServerSeries.redis62), \(ServerSeries.valkey)" == "7.0.15 Redis 6.2, Valkey")
    }

    @Test("the newest of a series is found, in the folder, in its folders, and on the search path")
    func newest() async throws {
        try await withFolder { folder in
            try standIn("Redis server v=6.2.14 sha=0", in: "\(folder)/servers/old", as: "redis-server")
            try standIn("Redis server v=7.0.2 sha=0", in: "\(folder)/servers", as: "redis-server")
            try standIn("Redis server v=7.2.1 sha=0", in: "\(folder)/path", as: "redis-server")
            try standIn("memcached 1.6.18", in: "\(folder)/path", as: "memcached")
            let catalog = catalog("\(folder)/servers", path: "\(folder)/nowhere:\(folder)/path")
            #expect(try await catalog.find(.redis).version == ServerVersion(7, 2, 1))
            #expect(try await catalog.find(.redis70).path == "\(folder)/servers/redis-server")
            #expect(try await catalog.find(.redis62).path == "\(folder)/servers/old/redis-server")
            #expect(try await catalog.find(.memcached).version == ServerVersion(1, 6, 18))
            #expect(try await catalog.servers().binaries.count == 4)
        }
    }

    @Test("a server is what it says it is, not what its file is called")
    func misnamed() async throws {
        try await withFolder { folder in
            try standIn("Valkey server v=8.1.0 sha=0", in: folder, as: "redis-server")
            #expect(try await catalog(folder).find(.valkey).version == ServerVersion(8, 1))
            let error = await #expect(throws: ProcessError.self) { try await catalog(folder).find(.redis) }
            #expect(error?.code == .notInstalled)
            #expect(error?.message.contains("Valkey 8.1.0 (\(folder)/redis-server)") == true)
        }
    }

    @Test("a program that can't be run is named, with what it said")
    func broken() async throws {
        try await withFolder { folder in
            let path = try writeScript("echo 'no library' >&2; exit 127", to: "\(folder)/valkey-server")
            let error = await #expect(throws: ProcessError.self) { try await catalog(folder).find(.valkey) }
            #expect(error?.code == .cannotRun)
            #expect(error?.message.contains(path) == true)
            #expect(error?.log == ["no library"])
            try Data("no program".utf8).write(to: URL(fileURLWithPath: "\(folder)/memcached"))
            let other = await #expect(throws: ProcessError.self) { try await catalog(folder).find(.memcached) }
            #expect(other?.code == .cannotRun)
            try standIn("GNU bash", in: folder, as: "redis-server")
            let stranger = await #expect(throws: ProcessError.self) { try await catalog(folder).find(.redis) }
            #expect(stranger?.message.contains("GNU bash") == true)
        }
    }

    @Test("without the variable, the nearest .build/servers at or above the working directory counts")
    func defaultFolder() async throws {
        try await withFolder { folder in
            try standIn("Valkey server v=9.1.2", in: "\(folder)/.build/servers/valkey-9.1", as: "valkey-server")
            try FileManager.default.createDirectory(atPath: "\(folder)/a/b", withIntermediateDirectories: true)
            let catalog = ServerCatalog(environment: [:], directory: "\(folder)/a/b")
            #expect(try await catalog.find(.valkey91).version == ServerVersion(9, 1, 2))
            #expect(throws: ProcessError.self) { try catalog.module("rejson") }
            _ = try writeScript("", to: "\(folder)/.build/servers/modules/rejson.so")
            let again = ServerCatalog(environment: [:], directory: "\(folder)/a/b")
            #expect(try again.module("rejson").hasSuffix("/.build/servers/modules/rejson.so"))
        }
    }
}
