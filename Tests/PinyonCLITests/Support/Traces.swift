import Foundation

/// Files for the command to read.
enum Sample {
    /// Ten requests for four keys, a key a line.
    static let keys = Array("a\nb\na\nc\na\nb\nd\na\nb\na\n".utf8)

    /// Reads and writes with times, sizes and lifetimes.
    static let csv = Array(
        """
        time,key,size,op,ttl
        0,a,100,get,
        1,b,200,get,60
        2,a,150,set,
        3,a,150,get,
        """.utf8)

    /// Records of oracleGeneral: time, object, size, next access.
    static func oracleGeneral(_ records: Int) -> [UInt8] {
        (0..<records).flatMap { index -> [UInt8] in
            bytes(UInt32(index)) + bytes(UInt64(index % 7)) + bytes(UInt32(100)) + bytes(Int64(-1))
        }
    }

    /// Many lines of few keys: enough that an archive of them is not tiny.
    static let many = (0..<20_000).flatMap { Array("key:\($0 &* 2_654_435_761 % 5_003)\n".utf8) }

    /// Compresses a file with one of the system's tools, and returns the archive's path.
    static func compress(_ path: String, with tool: String, in folder: URL) async throws -> String {
        let endings = ["gzip": "gz", "xz": "xz", "zstd": "zst"]
        _ = try await Pinyon.shell("\(tool) -q '\(path)'", in: folder)
        return "\(path).\(endings[tool] ?? "")"
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}

/// Real traces, which are not part of the project.
enum SharedTraces {
    /// The folder they lie in: `$PINYON_TRACES`, or `../shared/traces` beside the package.
    static let folder: String = {
        if let named = ProcessInfo.processInfo.environment["PINYON_TRACES"] { return named }
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appendingPathComponent("../shared/traces").standardized.path
    }()

    static let areThere = FileManager.default.fileExists(atPath: "\(folder)/golden.csv")
}
