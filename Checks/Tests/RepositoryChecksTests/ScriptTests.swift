import Foundation
import RepositoryChecks
import Testing

extension CommandTests {
    /// The shell scripts behind the Makefile, with stand-ins for the programs they call.
    struct ScriptTests {
        /// Runs a script with a search path that holds stand-ins only; each writes its arguments into `calls`.
        private func systemPackages(
            _ packages: [String],
            standIns: [String: String],
            check: (Command, _ calls: String) -> Void
        ) throws {
            try withTemporaryFolder { folder in
                for (name, body) in standIns {
                    try folder.writeScript("echo \(name) \"$@\" >>'\(folder.path)/calls'\n\(body)\n", to: "bin/\(name)")
                }
                let script = repositoryRoot.appending(path: "Checks/system-packages.sh").path
                let environment = ["PATH": folder.appending(path: "bin").path]
                let words = ["/bin/sh", script] + packages
                let command = try Command.run(words, in: folder, environment: environment, mergesErrors: true)
                check(command, folder.text(of: "calls"))
            }
        }

        /// As dpkg-query answers when only zstd is installed.
        private let dpkgQuery = "case $3 in zstd) printf installed ;; old) printf config-files ;; *) exit 1 ;; esac"

        @Test func nothingIsMissing() throws {
            try systemPackages(["zstd"], standIns: ["dpkg-query": dpkgQuery, "apt-get": ""]) { command, calls in
                #expect(command.status == 0)
                #expect(command.text.isEmpty)
                #expect(!calls.contains("apt-get"))
            }
        }

        @Test func rootInstalls() throws {
            let standIns = ["dpkg-query": dpkgQuery, "apt-get": "", "id": "echo 0"]
            try systemPackages(["zstd", "gzip", "old"], standIns: standIns) { command, calls in
                #expect(command.status == 0, "\(command.text)")
                let apt = calls.split(separator: "\n").filter { $0.hasPrefix("apt-get") }
                #expect(apt.count == 2)
                #expect(apt.first == "apt-get update -qq")
                #expect(apt.last?.hasPrefix("apt-get install -y") == true)
                #expect(apt.last?.hasSuffix(" gzip old") == true)
            }
        }

        @Test func rootCannotInstall() throws {
            let standIns = ["dpkg-query": dpkgQuery, "apt-get": "exit 100", "id": "echo 0"]
            try systemPackages(["gzip"], standIns: standIns) { command, _ in
                #expect(command.status == 69)
                #expect(command.text.contains("could not install gzip"))
            }
        }

        @Test func othersAreToldHow() throws {
            let standIns = ["dpkg-query": dpkgQuery, "apt-get": "", "id": "echo 1000"]
            try systemPackages(["gzip", "zstd", "xz-utils"], standIns: standIns) { command, calls in
                #expect(command.status == 69)
                #expect(command.text.hasSuffix("\nsudo apt-get install -y gzip xz-utils\n"))
                #expect(!calls.contains("apt-get"))
            }
        }

        @Test func elsewhereTheCommandsCount() throws {
            let standIns = ["zstd": "", "xz": "", "clang": "", "valkey-server": ""]
            let packages = ["libsqlite3-dev", "zstd", "xz-utils", "redis-tools"]
            try systemPackages(packages, standIns: standIns) { command, _ in
                #expect(command.status == 0)
                #expect(command.text.isEmpty)
            }
            try systemPackages(packages, standIns: ["clang": "exit 1"]) { command, _ in
                #expect(command.status == 0)
                #expect(command.text.contains("libsqlite3-dev zstd xz-utils redis-tools"))
            }
        }

        private func steps(_ steps: String...) throws -> Command {
            let script = repositoryRoot.appending(path: "Checks/run-steps.sh").path
            return try Command.run(["/bin/sh", script] + steps, in: repositoryRoot, mergesErrors: true)
        }

        @Test func stepsThatPass() throws {
            let command = try steps("echo one", "echo two")
            #expect(command.status == 0)
            #expect(command.text == "==> echo one\none\n==> echo two\ntwo\n")
        }

        @Test func aStepThatFailsHidesNoOther() throws {
            let command = try steps("exit 3", "echo two", "false")
            #expect(command.status == 1)
            #expect(command.text.contains("\ntwo\n"))
            #expect(command.text.hasSuffix("FAILED (exit 3): exit 3\nFAILED (exit 1): false\n"))
        }

        @Test func theEndNamesWhatFailed() throws {
            let test = "✘ Test one() recorded an issue at A.swift:3:9: wrong"
            let command = try steps("echo '\(test)'; echo more; echo 'A.swift:1:1: error: no' >&2; exit 1", "echo two")
            #expect(
                command.text.contains("\ntwo\n\(test)\nA.swift:1:1: error: no\nFAILED (exit 1): "),
                "\(command.text)"
            )
        }

        @Test func aSignalStopsTheSteps() throws {
            let command = try steps("kill -TERM $$", "echo two")
            #expect(command.status == 143)
            #expect(!command.text.contains("\ntwo"))
        }

        /// Runs a shell command by the tidying script; what stays behind stays in the folder.
        private func tidily(_ command: String, in folder: URL) throws -> Command {
            let script = repositoryRoot.appending(path: "Checks/tidy.sh").path
            var environment = ProcessInfo.processInfo.environment
            environment["TMPDIR"] = folder.path
            let words = ["/bin/sh", script, "sh", "-c", command]
            return try Command.run(words, in: folder, environment: environment, mergesErrors: true)
        }

        @Test(arguments: [("exit 3", 3), ("true", 0), ("kill -TERM $PPID", 143)])
        func temporaryFilesAreRemoved(command: String, status: Int32) throws {
            try withTemporaryFolder { folder in
                let command = try tidily("echo $TMPDIR; touch $TMPDIR/left; \(command)", in: folder)
                #expect(command.status == status)
                #expect(command.text.hasPrefix(folder.path + "/pinyon."))
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            }
        }
    }
}
