import PinyonClient
import PinyonProcesses
import Testing

/// Valkey with a module, for tests of the module's commands.
enum ModuleServer {
    static let targets = [2, 3].map { LiveTarget(release: .valkey91, protocolVersion: $0) }
}

extension LiveTarget {
    /// Runs a test with a connection to a server that has modules. Where one isn't installed the test is skipped,
    /// unless `PINYON_REQUIRE_SERVERS` is 1.
    func withModules<Result>(
        _ names: [String], _ body: (SocketSender) async throws -> Result
    ) async throws -> Result {
        var options = ServerOptions()
        do {
            options.modules = try names.map(ServerCatalog().module)
        } catch {
            if error.code != .notInstalled || ServerCatalog.isRequired { throw error }
            try Test.cancel("\(error)")
        }
        return try await withOwnServer(options: options) { client, _ in try await body(client) }
    }
}
