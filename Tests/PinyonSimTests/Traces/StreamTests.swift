import Foundation
import PinyonSim
import Testing

@Suite struct StreamTests {
    @Test func textFromAPipeIsRead() async throws {
        let trace = try await read(piping: Array("key,size\na,1\nb,2\n".utf8))
        #expect(trace.name == "a pipe")
        #expect(trace.format == .csv)
        #expect(Decoded(trace).sequence == ["a", "b"])
    }

    @Test func emptyPipeHoldsNoRequests() async throws {
        let error = try await #require(throws: SimError.self) { _ = try await read(piping: []) }
        #expect(error.description == "a pipe: the trace holds no requests: expected at least one")
    }

    @Test(.enabled(if: Tool.isInstalled("gzip"), "gzip is not installed"))
    func gzipFromAPipeIsRecognised() async throws {
        try await recognise(tool: "gzip", ending: ".gz")
    }

    @Test(.enabled(if: Tool.isInstalled("xz"), "xz is not installed"))
    func xzFromAPipeIsRecognised() async throws {
        try await recognise(tool: "xz", ending: ".xz")
    }

    @Test(.enabled(if: Tool.isInstalled("zstd"), "zstd is not installed"))
    func zstdFromAPipeIsRecognised() async throws {
        try await recognise(tool: "zstd", ending: ".zst")
    }

    @Test func namedPipeWaitsForItsWriter() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory.appendingPathComponent("pipe").path
            #expect(mkfifo(path, 0o600) == 0)
            async let trace = TraceReader(path: path).read()
            try await onThread {
                // Opening waits for the reader.
                let handle = try #require(FileHandle(forWritingAtPath: path))
                try handle.write(contentsOf: Data("a\nb\n".utf8))
                try handle.close()
            }
            #expect(try await trace.requests.count == 2)
        }
    }

    @Test func cancellingEndsWaitingForAPipe() async throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        let task = Task { try await TraceReader(descriptor: descriptor, name: "a pipe").read() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try pipe.fileHandleForWriting.close()
    }

    @Test func limitNeedsNoEndOfThePipe() async throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        async let trace = TraceReader(descriptor: descriptor, name: "a pipe", limit: 3).read()
        // The format is found out from this many bytes.
        let bytes = Data(repeating: UInt8(ascii: "\n"), count: FormatDetector.headLength) + Data("a\nb\nc\nd\n".utf8)
        try await Self.write(bytes, to: pipe, closing: false)
        #expect(try await trace.requests.count == 3)
        try pipe.fileHandleForWriting.close()
    }

    private func read(piping bytes: [UInt8]) async throws -> Trace {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        async let trace = TraceReader(descriptor: descriptor, name: "a pipe").read()
        try await Self.write(Data(bytes), to: pipe, closing: true)
        let result = try await trace
        withExtendedLifetime(pipe) {}
        return result
    }

    private static func write(_ bytes: Data, to pipe: Pipe, closing: Bool) async throws {
        let handle = pipe.fileHandleForWriting
        try await onThread {
            try handle.write(contentsOf: bytes)
            if closing { try handle.close() }
        }
    }

    private func recognise(tool: String, ending: String) async throws {
        try await withTemporaryDirectory { directory in
            let text = (0..<50_000).map { "\($0 &* 7_919 % 10_007)\n" }.joined()
            let path = try PinyonSimTests.write(text.utf8, to: "keys.txt", in: directory)
            try await Tool.compress(path, with: tool)
            let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path + ending)))
            let trace = try await read(piping: bytes)
            #expect(Decoded(trace) == (try decode(.keys, [Array(text.utf8)]).get()))
        }
    }
}

/// Each test marks its tool's command line with a number of its own, and looks for it among the system's processes.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/cmdline"), "there is no /proc"))
struct ToolLifetimeTests {
    @Test func cancellationEndsTheTool() async throws {
        let marker = Self.marker()
        let task = Task { try await Self.reader("echo a; exec sleep \(marker)").read() }
        while !Self.isRunning(marker) { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!Self.isRunning(marker))
    }

    @Test func wrongContentEndsTheTool() async throws {
        let marker = Self.marker()
        let script = "head -c 70000 /dev/zero; exec sleep \(marker)"
        let error = try await #require(throws: SimError.self) { _ = try await Self.reader(script).read() }
        #expect(error.code == .unknownFormat)
        #expect(!Self.isRunning(marker))
    }

    @Test func limitEndsTheTool() async throws {
        let marker = Self.marker()
        let script = "yes | head -c 70000; exec sleep \(marker)"
        #expect(try await Self.reader(script, limit: 7).read().requests.count == 7)
        #expect(!Self.isRunning(marker))
    }

    private static func reader(_ script: String, limit: Int? = nil) -> TraceReader {
        let tool = Compression(tool: "sh", arguments: ["-c", script], package: "dash")
        return TraceReader(path: "/dev/null", limit: limit, compression: tool)
    }

    private static func marker() -> String { "\(Int.random(in: 1_000_000...9_999_999)).125" }

    private static func isRunning(_ marker: String) -> Bool {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.contains { process in
            guard let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { return false }
            return String(decoding: line, as: UTF8.self).contains(marker)
        }
    }
}
