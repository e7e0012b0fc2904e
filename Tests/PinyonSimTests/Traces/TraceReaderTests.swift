import Foundation
import PinyonSim
import Synchronization
import Testing

@Suite struct TraceReaderTests {
    @Test func fileIsReadAndNamed() async throws {
        try await withTemporaryDirectory { directory in
            let path = try write("key,size\na,1\nb,2\na,1\n".utf8, to: "shop.csv", in: directory)
            let trace = try await TraceReader(path: path).read()
            #expect(trace.name == "shop.csv")
            #expect(trace.format == .csv)
            #expect(trace.requests.count == 3)
            #expect(trace.keys.count == 2)
        }
    }

    @Test func fileLongerThanAPieceIsReadWhole() async throws {
        let keys = (0..<200_000).map { "product:\($0 % 1_000)" }
        try await withTemporaryDirectory { directory in
            let path = try write(keys.joined(separator: "\n").utf8, to: "keys.txt", in: directory)
            let trace = try await TraceReader(path: path).read()
            #expect(Decoded(trace).sequence == keys)
        }
    }

    @Test func errorNamesFileAndLine() async throws {
        try await withTemporaryDirectory { directory in
            let path = try write("key,size\na,1\nb,x\n".utf8, to: "shop.csv", in: directory)
            let error = try await failure(reading: path)
            #expect(error.file == path)
            #expect(
                error.description
                    == "\(path): line 3: the size is not a number: expected a whole number from 0 to 2147483647, found \"x\""
            )
        }
    }

    @Test func missingFileIsNamed() async throws {
        let error = try await failure(reading: "/nowhere/trace.csv")
        #expect(error.code == .unreadable)
        #expect(error.description == "/nowhere/trace.csv: can't be read: No such file or directory")
    }

    @Test func directoryIsRefused() async throws {
        try await withTemporaryDirectory { directory in
            let error = try await failure(reading: directory.path)
            #expect(error.code == .isDirectory)
            #expect(error.description == "\(directory.path): this is a directory: expected a trace file")
        }
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
    func fileWithoutPermissionIsNamed() async throws {
        try await withTemporaryDirectory { directory in
            let path = try write("a\n".utf8, to: "keys.txt", in: directory)
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
            #expect(try await failure(reading: path).code == .unreadable)
        }
    }

    @Test(arguments: ["keys.txt", "a.csv", "a.lis", "a.oracleGeneral"])
    func emptyFileHoldsNoRequestsOrNoHeader(_ name: String) async throws {
        try await withTemporaryDirectory { directory in
            let error = try await failure(reading: try write([], to: name, in: directory))
            #expect(error.description.hasSuffix("\(name): the trace holds no requests: expected at least one"))
        }
    }

    @Test func limitStopsReadingEarly() async throws {
        try await withTemporaryDirectory { directory in
            let text = (0..<100_000).map { "\($0)\n" }.joined() + "\u{0}"
            let path = try write(text.utf8, to: "keys.txt", in: directory)
            let seen = Mutex(0)
            let trace = try await TraceReader(path: path, limit: 10).read { bytes, _ in seen.withLock { $0 = bytes } }
            #expect(trace.requests.count == 10)
            #expect(trace.keys.count == 10)
            #expect(seen.withLock { $0 } < text.utf8.count)
        }
    }

    @Test func limitBeyondTheEndTakesEverything() async throws {
        try await withTemporaryDirectory { directory in
            let path = try write("a\nb\n".utf8, to: "keys.txt", in: directory)
            #expect(try await TraceReader(path: path, limit: 10).read().requests.count == 2)
        }
    }

    @Test func limitBelowOneIsRefused() async throws {
        let error = try await failure(reading: "-", limit: 0)
        #expect(error.code == .invalidOption)
        #expect(error.file == "standard input")
    }

    @Test func progressEndsAtTheFilesLength() async throws {
        try await withTemporaryDirectory { directory in
            let text = String(repeating: "0123456789\n", count: 100_000)
            let path = try write(text.utf8, to: "keys.txt", in: directory)
            let reports = Mutex<[Int]>([])
            _ = try await TraceReader(path: path).read { bytes, total in
                #expect(total == text.utf8.count)
                reports.withLock { $0.append(bytes) }
            }
            let seen = reports.withLock { $0 }
            #expect(seen.count > 1)
            #expect(seen == seen.sorted())
            #expect(seen.last == text.utf8.count)
        }
    }

    @Test func cancelledTaskReadsNothing() async throws {
        try await withTemporaryDirectory { directory in
            let path = try write("a\n".utf8, to: "keys.txt", in: directory)
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await TraceReader(path: path).read()
            }
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }
}
