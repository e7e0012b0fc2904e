import Foundation
import PinyonNear
import PinyonOps
import PinyonSim
import Testing

/// Options for one caller and a small near tier that forgets what was not used for longest, so that a person can work
/// out what must come out.
func exactOptions(
    entries: Int = 2,
    modes: [ReplayMode] = [.near],
    _ change: (inout ReplayOptions) -> Void = { _ in }
) -> ReplayOptions {
    var options = ReplayOptions()
    options.nearSize = .entries(entries)
    options.policy = .lru
    options.concurrency = 1
    options.modes = modes
    options.valueSizes = .fixed(10)
    change(&options)
    return options
}

/// Replays a trace and returns the report.
func replay(_ trace: Trace, _ options: ReplayOptions) async throws -> ReplayReport {
    try await Replay(trace: trace, options: options).run()
}

/// Replays a trace in one mode and returns what it measured.
func replayOnce(_ trace: Trace, _ options: ReplayOptions) async throws -> ReplayReport.ModeResult {
    try #require(try await replay(trace, options).modes.first)
}

/// What a mode counted, without what depends on the time that it took.
struct Counts: Equatable {
    var requests = 0
    var reads = 0
    var writes = 0
    var nearHits = 0
    var remoteHits = 0
    var joined = 0
    var databaseReads = 0
    var evicted = 0
    var stale = 0
}

extension ReplayReport.ModeResult {
    /// What was counted.
    var counts: Counts {
        Counts(
            requests: requests, reads: reads, writes: writes, nearHits: nearHits, remoteHits: remoteHits,
            joined: joined, databaseReads: databaseReads, evicted: evictedKeys, stale: staleReads)
    }

    /// Whether every read was answered in exactly one way.
    var addsUp: Bool {
        let cached = nearHits + remoteHits + joined
        return requests == reads + writes && cached + databaseReads == reads
    }
}

/// A folder that is gone after the closure, whatever happens in it.
func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pinyon-ops-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

/// The names of the files in a folder, in order.
func files(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
}
