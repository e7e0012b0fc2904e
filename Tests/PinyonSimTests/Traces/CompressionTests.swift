import Foundation
import PinyonSim
import Synchronization
import Testing

@Suite struct CompressionTests {
    private static let text = (0..<60_000).map { "product:\($0 &* 7_919 % 10_007)\n" }.joined()

    @Test(.enabled(if: Tool.isInstalled("gzip"), "gzip is not installed"))
    func gzipRoundTrip() async throws {
        try await roundTrip(tool: "gzip", ending: ".gz")
    }

    @Test(.enabled(if: Tool.isInstalled("xz"), "xz is not installed"))
    func xzRoundTrip() async throws {
        try await roundTrip(tool: "xz", ending: ".xz")
    }

    @Test(.enabled(if: Tool.isInstalled("zstd"), "zstd is not installed"))
    func zstdRoundTrip() async throws {
        try await roundTrip(tool: "zstd", ending: ".zst")
        try await roundTrip(tool: "zstd", ending: ".zst", renamedTo: ".ZSTD")
    }

    @Test(.enabled(if: Tool.isInstalled("gzip"), "gzip is not installed"))
    func damagedGzipIsAnError() async throws {
        try await damage(tool: "gzip", ending: ".gz")
    }

    @Test(.enabled(if: Tool.isInstalled("xz"), "xz is not installed"))
    func damagedXzIsAnError() async throws {
        try await damage(tool: "xz", ending: ".xz")
    }

    @Test(.enabled(if: Tool.isInstalled("zstd"), "zstd is not installed"))
    func damagedZstdIsAnError() async throws {
        try await damage(tool: "zstd", ending: ".zst")
    }

    @Test(.enabled(if: Tool.isInstalled("gzip"), "gzip is not installed"))
    func progressCountsCompressedBytes() async throws {
        try await withTemporaryDirectory { directory in
            let path = try await compressed(in: directory, tool: "gzip", ending: ".gz")
            let length = try Data(contentsOf: URL(fileURLWithPath: path)).count
            let last = Mutex(0)
            _ = try await TraceReader(path: path).read { bytes, total in
                #expect(total == length)
                last.withLock { $0 = bytes }
            }
            #expect(last.withLock { $0 } == length)
        }
    }

    @Test(.enabled(if: Tool.isInstalled("gzip"), "gzip is not installed"))
    func limitEndsTheToolWithoutAnError() async throws {
        try await withTemporaryDirectory { directory in
            let path = try await compressed(in: directory, tool: "gzip", ending: ".gz")
            #expect(try await TraceReader(path: path, limit: 5).read().requests.count == 5)
            try FileHandle(forWritingTo: URL(fileURLWithPath: path)).truncate(atOffset: 150_000)
            #expect(try await TraceReader(path: path, limit: 5).read().requests.count == 5)
        }
    }

    @Test(.enabled(if: Tool.isInstalled("gzip"), "gzip is not installed"))
    func wrongContentInsideAnArchiveNamesTheLine() async throws {
        try await withTemporaryDirectory { directory in
            let path = try write("key,size\na,1\nb,-1\n".utf8, to: "shop.csv", in: directory)
            try await Tool.compress(path, with: "gzip")
            let error = try await failure(reading: "\(path).gz")
            #expect(error.description.hasPrefix("\(path).gz: line 3: the size is negative"))
        }
    }

    @Test func missingToolNamesItsPackage() async throws {
        let compression = Compression(tool: "pinyon-no-such-tool", arguments: [], package: "no-such-package")
        try await withTemporaryDirectory { directory in
            let path = try write("a\n".utf8, to: "keys.txt", in: directory)
            let error = try await failure(reading: path, compression: compression)
            #expect(error.code == .decompressorMissing)
            #expect(
                error.description
                    == "\(path): decompressing it needs the command pinyon-no-such-tool: "
                    + "expected the Debian package no-such-package to be installed")
        }
    }

    @Test func eachToolNamesItsPackage() {
        #expect([Compression.gzip, .xz, .zstd].map(\.package) == ["gzip", "xz-utils", "zstd"])
    }

    @Test func toolThatReadsNothingDoesNotEndTheReader() async throws {
        try await withTemporaryDirectory { directory in
            let path = try write([UInt8](repeating: 97, count: 1 << 20), to: "keys.txt", in: directory)
            let quiet = Compression(tool: "true", arguments: [], package: "coreutils")
            #expect(try await failure(reading: path, compression: quiet).code == .emptyTrace)
            let failing = Compression(tool: "false", arguments: [], package: "coreutils")
            #expect(try await failure(reading: path, compression: failing).code == .decompressionFailed)
        }
    }

    @Test func lastLineOfTheToolsComplaintIsShown() async throws {
        let script = "echo first >&2; printf 'bad \\033[2Jblock\\n\\n' >&2; exit 3"
        let compression = Compression(tool: "sh", arguments: ["-c", script], package: "dash")
        let error = try await failure(reading: "/dev/null", compression: compression)
        #expect(error.code == .decompressionFailed)
        #expect(error.found == "bad \\u{1b}[2Jblock")
    }

    @Test func contentIsRecognisedByItsFirstBytes() {
        #expect(Compression.ofContent([0x1F, 0x8B, 0x08, 0x00, 0x00]) == .gzip)
        #expect(Compression.ofContent([0x1F, 0x8B, 0x08, 0xFF, 0x00]) == nil)
        #expect(Compression.ofContent([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) == .xz)
        #expect(Compression.ofContent([0x28, 0xB5, 0x2F, 0xFD]) == .zstd)
        #expect(Compression.ofContent([0x28, 0xB5]) == nil)
        #expect(Compression.ofContent([]) == nil)
        #expect(Compression.ofContent(Array("key,size\n".utf8)) == nil)
    }

    private func compressed(in directory: URL, tool: String, ending: String) async throws -> String {
        let path = try write(Self.text.utf8, to: "keys.txt", in: directory)
        try await Tool.compress(path, with: tool)
        return path + ending
    }

    private func roundTrip(tool: String, ending: String, renamedTo other: String? = nil) async throws {
        try await withTemporaryDirectory { directory in
            var path = try await compressed(in: directory, tool: tool, ending: ending)
            if let other {
                let renamed = String(path.dropLast(ending.count)) + other
                try FileManager.default.moveItem(atPath: path, toPath: renamed)
                path = renamed
            }
            let trace = try await TraceReader(path: path).read()
            let expected = try decode(.keys, [Array(Self.text.utf8)]).get()
            #expect(Decoded(trace) == expected)
        }
    }

    /// A cut, a flipped byte and a file that is something else are all reported as the tool's failure.
    private func damage(tool: String, ending: String) async throws {
        try await withTemporaryDirectory { directory in
            let path = try await compressed(in: directory, tool: tool, ending: ending)
            let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
            var flipped = whole
            flipped[whole.count / 2] ^= 0x55
            for bytes in [Array(whole.dropLast(whole.count / 3)), flipped, Array("no archive at all".utf8)] {
                let damaged = try write(bytes, to: "damaged.txt\(ending)", in: directory)
                let error = try await failure(reading: damaged)
                #expect(error.code == .decompressionFailed)
                #expect(error.description.hasPrefix("\(damaged): "))
                let reason = "\(tool) can't decompress it, because it is truncated, corrupt or no such archive"
                #expect(error.message.hasSuffix(reason))
                #expect(error.expected == "a whole archive of \(tool)")
                // What the tool says, without the name that it gives its input.
                let found = try #require(error.found)
                #expect(!found.isEmpty && found != "no message" && !found.contains("stdin"), "\(found)")
            }
        }
    }
}
