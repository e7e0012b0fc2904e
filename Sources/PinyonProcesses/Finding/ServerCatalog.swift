internal import Foundation

/// The servers on this machine: those in the folder that `PINYON_SERVERS` names, or in the nearest `.build/servers` at
/// or above the working directory, and those on the search path.
package struct ServerCatalog: Sendable {
    /// The environment variable that names a folder of servers. Each lies in it directly, or in a folder of its own.
    package static let variable = "PINYON_SERVERS"
    /// The environment variable that is 1 where a missing server is a failure, not a reason to skip a test.
    package static let requirement = "PINYON_REQUIRE_SERVERS"
    private static let defaultFolder = ".build/servers"
    private static let modulesFolder = "modules"

    /// Where servers are looked for, in this order.
    package let folders: [String]

    /// The servers on this machine.
    ///
    /// - Parameters:
    ///   - environment: Where `PINYON_SERVERS` and `PATH` are read. Default: this process's.
    ///   - directory: Where the search for `.build/servers` begins. Default: the working directory.
    package init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        directory: String = FileManager.default.currentDirectoryPath
    ) {
        let named = environment[Self.variable].flatMap { $0.isEmpty ? nil : $0 }
        let root = named ?? Self.defaultFolder(from: directory)
        let own = root.map { [$0] + Self.subfolders(of: $0) } ?? []
        let path = environment["PATH"]?.split(separator: ":").map(String.init) ?? []
        folders = own + path
    }

    /// Whether ``requirement`` is 1 in this process's environment.
    package static var isRequired: Bool { ProcessInfo.processInfo.environment[requirement] == "1" }

    /// Whether a server is on this machine and works.
    package func has(_ series: ServerSeries) async -> Bool { (try? await find(series)) != nil }

    /// Finds a server; of several the newest.
    ///
    /// - Parameter series: What is wanted.
    /// - Returns: The server.
    /// - Throws: ``ProcessError/Code/notInstalled``; ``ProcessError/Code/cannotRun`` if there is a program of that name
    ///   but none works; or `CancellationError`.
    package func find(_ series: ServerSeries) async throws -> ServerBinary {
        let (binaries, failures) = try await servers()
        let fitting = binaries.filter(series.contains)
        if let newest = fitting.max(by: { $0.version < $1.version }) { return newest }
        if let failure = failures.first(where: { $0.kind == series.kind }) { throw failure.error }
        let others = binaries.isEmpty ? "none" : binaries.map(\.description).joined(separator: ", ")
        throw ProcessError(
            .notInstalled,
            "\(series) is not on this machine. Servers that are: \(others). Pinyon's `make servers` fetches some; "
                + "\(Self.variable) may name a folder with servers.")
    }

    /// All servers, each once, and the programs that can't be run.
    ///
    /// - Throws: `CancellationError`.
    package func servers() async throws -> (binaries: [ServerBinary], failures: [(kind: ServerKind, error: any Error)])
    {
        var (binaries, failures): ([ServerBinary], [(kind: ServerKind, error: any Error)]) = ([], [])
        var seen: Set<String> = []
        for folder in folders {
            for kind in ServerKind.allCases {
                let path = "\(folder)/\(kind.program)"
                guard FileManager.default.fileExists(atPath: path), seen.insert(Self.target(of: path)).inserted
                else { continue }
                do {
                    binaries.append(try await ServerBinary(path: path))
                } catch let error as ProcessError {
                    failures.append((kind, error))
                }
            }
        }
        return (binaries, failures)
    }

    /// Finds a module that Redis and Valkey can load, as `rejson`.
    ///
    /// - Parameter name: The file's name without `.so`.
    /// - Returns: The file's path.
    /// - Throws: ``ProcessError/Code/notInstalled``.
    package func module(_ name: String) throws(ProcessError) -> String {
        for folder in folders where folder.hasSuffix("/\(Self.modulesFolder)") {
            let path = "\(folder)/\(name).so"
            if FileManager.default.fileExists(atPath: path) { return path }
        }
        throw ProcessError(
            .notInstalled, "The module \(name) is not on this machine. Pinyon's `make servers` fetches some.")
    }

    /// The file behind symbolic links; but a program may look at its own name, so only the folder and the file count.
    private static func target(of path: String) -> String {
        let file = URL(fileURLWithPath: path)
        return file.resolvingSymlinksInPath().path + " as " + file.lastPathComponent
    }

    private static func defaultFolder(from directory: String) -> String? {
        var folder = URL(fileURLWithPath: directory)
        while true {
            let candidate = folder.appendingPathComponent(defaultFolder).path
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
            let parent = folder.deletingLastPathComponent()
            guard parent.path != folder.path, folder.path != "/" else { return nil }
            folder = parent
        }
    }

    private static func subfolders(of folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
    }
}
