import Foundation
import Testing

/// A trace that can't be read exits 65, says where and why, and leaves nothing behind.
@Suite(.timeLimit(.minutes(5)))
struct BadTraceTests {
    private static func refusal(
        _ path: String, _ more: [String] = [], in folder: URL, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let before = try files(in: folder)
        let outcome = try await Pinyon.run(["replay", path, "--json"] + more, in: folder)
        #expect(outcome.status == 65, "\(outcome)", sourceLocation: sourceLocation)
        #expect(outcome.output == "", sourceLocation: sourceLocation)
        #expect(outcome.leftovers == [], sourceLocation: sourceLocation)
        #expect(try files(in: folder) == before, sourceLocation: sourceLocation)
        #expect(outcome.errors.hasPrefix("pinyon: \(path): "), "\(outcome.errors)", sourceLocation: sourceLocation)
        #expect(outcome.errors.split(separator: "\n").count == 1, sourceLocation: sourceLocation)
        return outcome.errors
    }

    private static func refusal(
        of content: some Sequence<UInt8>, named name: String, _ more: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        try await withFolder { folder in
            _ = try write(content, to: name, in: folder)
            return try await refusal(name, more, in: folder, sourceLocation: sourceLocation)
        }
    }

    @Test func fileThatIsNotThereIsNamed() async throws {
        try await withFolder { folder in
            let message = try await Self.refusal("missing.csv", in: folder)
            #expect(message.contains("No such file or directory"))
        }
    }

    @Test func folderIsNoTrace() async throws {
        try await withFolder { folder in
            let message = try await Self.refusal(".", in: folder)
            #expect(message.contains("this is a directory: expected a trace file"))
        }
    }

    @Test func emptyTraceIsRefused() async throws {
        try await withFolder { folder in
            let message = try await Self.refusal("/dev/null", in: folder)
            #expect(message.contains("the trace holds no requests"))
        }
        #expect(try await Self.refusal(of: [], named: "empty.csv").contains("no requests"))
        #expect(try await Self.refusal(of: Array("time,key\n".utf8), named: "header.csv").contains("no requests"))
    }

    @Test(arguments: [1, 23, 25, 47, 1_000])
    func truncatedRecordIsNamedByItsNumber(_ length: Int) async throws {
        let records = Sample.oracleGeneral(100).prefix(length)
        let message = try await Self.refusal(of: records, named: "cut.oracleGeneral")
        let text = "record \(length / 24 + 1): the last record is cut short: expected 24 bytes, found \(length % 24)"
        #expect(message.contains(text), "\(message)")
    }

    @Test(arguments: ["gzip", "xz", "zstd"])
    func truncatedArchiveIsRefused(_ tool: String) async throws {
        for (name, content) in [("many.txt", Sample.many), ("many.oracleGeneral", Sample.oracleGeneral(20_000))] {
            try await withFolder { folder in
                let plain = try write(content, to: name, in: folder)
                let archive = try await Sample.compress(plain, with: tool, in: folder)
                let bytes = try Data(contentsOf: URL(fileURLWithPath: archive))
                try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: archive))
                let message = try await Self.refusal(archive, in: folder)
                #expect(message.contains("\(tool) can't decompress it, because it is truncated, corrupt or no such"))
                #expect(!message.contains("stdin"), "\(message)")
                #expect(message.contains(": expected a whole archive of \(tool), found "), "\(message)")
            }
        }
    }

    @Test func truncatedRecordInAnArchiveIsNamed() async throws {
        try await withFolder { folder in
            let plain = try write(Sample.oracleGeneral(100).dropLast(5), to: "cut.oracleGeneral", in: folder)
            let archive = try await Sample.compress(plain, with: "zstd", in: folder)
            #expect(try await Self.refusal(archive, in: folder).contains("record 100: the last record is cut short"))
        }
    }

    @Test(arguments: ["gz", "xz", "zst"])
    func fileThatIsNoArchiveIsRefused(_ ending: String) async throws {
        #expect(try await Self.refusal(of: Sample.keys, named: "keys.txt.\(ending)").contains("no such archive"))
    }

    @Test(arguments: [
        ("time,key,size\n0,a,1\n1,b\n", "line 3: wrong number of columns: expected 3 as in the header, found 2"),
        ("time,key,size\n0,a,big\n", "line 2: the size is not a number: expected a whole number from 0 to 2147483647"),
        ("time,key,size\n0,a,-1\n", "line 2: the size is negative: expected a whole number"),
        ("time,key,size\nsoon,a,1\n", "line 2: the time is not a number: expected seconds"),
        ("time,key,op\n0,a,get\n0,a,steal\n", "line 3: the operation is not known: expected get, set, delete"),
        ("time,size\n0,1\n", "line 1: the header has no column `key`: expected a column `key`"),
        ("key,size\n\"a,1\n", "line 2: a quote is never closed: expected a closing quote"),
        ("key,size\n,1\n", "line 2: the key is empty: expected a key"),
    ])
    func malformedLineIsNamedWithWhatWasExpected(_ text: String, _ message: String) async throws {
        let found = try await Self.refusal(of: Array(text.utf8), named: "bad.csv")
        #expect(found.contains(message), "\(found)")
    }

    @Test func binaryContentIsNoText() async throws {
        let message = try await Self.refusal(of: Sample.oracleGeneral(10), named: "binary.csv")
        #expect(message.contains("the file is binary, but the format csv is text: expected UTF-8 without NUL"))
    }

    @Test func contentMustHaveTheFormatThatWasNamed() async throws {
        let text = try await Self.refusal(of: Sample.csv, named: "a.csv", ["--format", "oracleGeneral"])
        #expect(text.contains("the file is text, but the format oracleGeneral is binary: expected records of 24 bytes"))
        let binary = try await Self.refusal(of: Sample.oracleGeneral(10), named: "a.bin", ["--format", "keys"])
        #expect(binary.contains("the file is binary, but the format keys is text"))
    }

    @Test func valueThatTheDatabaseCannotHoldIsRefused() async throws {
        let text = "key,size\na,1\nb,2000000000\n"
        let message = try await Self.refusal(of: Array(text.utf8), named: "huge.csv")
        #expect(message.contains("the value has 2,000,000,000 bytes: expected at most 999,999,900"))
    }

    @Test func messageDoesNotMoveTheTerminalsCursor() async throws {
        let message = try await Self.refusal(of: Array("key,size\na,\u{1B}[2J\n".utf8), named: "escape.csv")
        #expect(!message.contains("\u{1B}"))
    }
}
