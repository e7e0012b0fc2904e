import Foundation
import PinyonNear
import PinyonSim
import Testing

/// Real workloads, replayed through the tier that ships, against the misses that libCacheSim 0.3.5 counted.
///
/// The traces are not part of the project; `PINYON_TRACES` says where they are.
@Suite(.validated, .enabled(if: Golden.areThere, "the shared traces are not here"))
struct GoldenTraceTests {
    private static let policies: [(NearPolicy, String)] = [
        (.fifo, "FIFO"), (.lru, "LRU"), (.sieve, "SIEVE"), (.s3FIFO, "S3FIFO"),
    ]

    @Test(arguments: Golden.traces, policies)
    func missesAreThoseOfTheReference(_ trace: String, _ policy: (policy: NearPolicy, algorithm: String)) async throws {
        let rows = Golden.rows.filter { $0.trace == trace && $0.algorithm == policy.algorithm }
        try #require(!rows.isEmpty)
        let keys = try await Golden.keys.of(trace)
        for row in rows {
            #expect(keys.count == row.requests)
            let misses = numbersTier(policy.policy, capacity: row.size).misses(asking: keys)
            #expect(misses == row.misses, "\(trace), \(policy.policy), \(row.size) entries")
        }
    }

    /// The reference has no W-TinyLFU like this one, so it is held against the LRU that everybody knows.
    @Test func defaultPolicyMissesLessThanLRUOnAverage() async throws {
        var ratios: [String: Double] = [:]
        for row in Golden.rows where row.algorithm == "LRU" {
            let keys = try await Golden.keys.of(row.trace)
            let tier = numbersTier(NearOptions<Int, Int>.entries(1).policy, capacity: row.size)
            let misses = tier.misses(asking: keys)
            ratios["\(row.trace) \(row.size)"] = Double(misses) / Double(row.misses)
        }
        let mean = ratios.values.reduce(0, +) / Double(ratios.count)
        #expect(mean < 0.98, "misses are \(mean) times those of LRU: \(ratios)")
        // Nowhere may the better average be paid for with a workload that is much worse.
        #expect(ratios.allSatisfy { $0.value < 1.15 }, "\(ratios)")
    }
}

/// What the file of golden numbers says.
private enum Golden {
    struct Row {
        let trace: String
        let algorithm: String
        let size: Int
        let requests: Int
        let misses: Int
    }

    /// `$PINYON_TRACES`, or `../shared/traces` beside the package.
    static let directory: URL = {
        if let named = ProcessInfo.processInfo.environment["PINYON_TRACES"] { return URL(fileURLWithPath: named) }
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appendingPathComponent("../shared/traces").standardized
    }()

    static let areThere = !rows.isEmpty

    /// The rows that count objects, of traces that are there; of short ones only in a debug build.
    static let rows: [Row] = {
        guard let text = try? String(contentsOf: directory.appendingPathComponent("golden.csv"), encoding: .utf8) else {
            return []
        }
        return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard fields.count > 8, fields[2] == "objects", file(of: fields[0]) != nil else { return nil }
            guard let size = Int(fields[4]), let requests = Int(fields[5]), let misses = Int(fields[8]) else {
                return nil
            }
            guard Effort.isFull || requests < 150_000 else { return nil }
            return Row(trace: fields[0], algorithm: fields[1], size: size, requests: requests, misses: misses)
        }
    }()

    static let traces: [String] = Set(rows.map(\.trace)).sorted()

    static let keys = TraceKeys()

    /// The file of a trace, whatever its format and compression.
    static func file(of trace: String) -> String? {
        let names = try? FileManager.default.contentsOfDirectory(atPath: directory.path)
        return names?.first { $0.hasPrefix(trace + ".") }.map { directory.appendingPathComponent($0).path }
    }
}

/// The keys of traces, each read once for all tests.
private actor TraceKeys {
    private var readings: [String: Task<[Int], any Error>] = [:]

    func of(_ trace: String) async throws -> [Int] {
        if let reading = readings[trace] { return try await reading.value }
        let reading = Task {
            let path = try #require(Golden.file(of: trace))
            return try await TraceReader(path: path).read().requests.map { Int($0.key) }
        }
        readings[trace] = reading
        return try await reading.value
    }
}
