import PinyonSim

/// A trace of requests as text: `a` reads the key a, `w:a` writes and `d:a` deletes it. `=100` behind a key is the size
/// of its value in bytes, `@1.5` the time in seconds, `~60` the lifetime in seconds: `w:a=100@1.5`.
func trace(_ text: String, format: TraceFormat? = .keys) throws -> Trace {
    var builder = TraceBuilder()
    for (index, word) in text.split(separator: " ").enumerated() {
        var rest = word
        var request = TraceRequest(key: 0)
        if rest.hasPrefix("w:") { request.operation = .write }
        if rest.hasPrefix("d:") { request.operation = .delete }
        if request.operation != .read { rest = rest.dropFirst(2) }
        if let lifetime = rest.take(behind: "~") { request.lifetime = Int32(lifetime) }
        if let time = rest.take(behind: "@") { request.time = Int64((time * 1_000).rounded()) }
        if let size = rest.take(behind: "=") { request.valueSize = Int32(size) }
        request.key = try builder.key(named: rest)
        try builder.append(request, at: .record(index + 1))
    }
    return try builder.finish(name: "tiny", format: format)
}

/// A trace that reads keys of numbers.
func trace(reading keys: some Sequence<Int>, sizes: Int32 = TraceRequest.unknownSize) throws -> Trace {
    var builder = TraceBuilder()
    for (index, number) in keys.enumerated() {
        let key = try builder.key(named: "key:\(number)")
        try builder.append(TraceRequest(key: key, valueSize: sizes), at: .record(index + 1))
    }
    return try builder.finish(name: "numbers", format: .keys)
}

/// A seeded shop.
func shop(requests: Int, objects: Int = 1_000, writeShare: Double = 0.05, seed: UInt64 = 1) throws -> Trace {
    var workload = StorefrontWorkload()
    workload.requests = requests
    workload.objects = objects
    workload.writeShare = writeShare
    workload.medianSize = 64
    workload.scanPeriod = 2_000
    workload.scanLength = 100
    workload.seed = seed
    return try workload.generate()
}

extension TraceBuilder {
    fileprivate mutating func key(named name: some StringProtocol) throws -> Int32 {
        try Array(name.utf8).withUnsafeBufferPointer { try key(UnsafeRawBufferPointer($0)) }
    }
}

extension Substring {
    /// Cuts a number off that stands behind a mark.
    fileprivate mutating func take(behind mark: Character) -> Double? {
        guard let place = lastIndex(of: mark), let number = Double(self[index(after: place)...]) else { return nil }
        self = self[..<place]
        return number
    }
}
