import Foundation
import PinyonSim
import Testing

/// Each decoder takes whatever bytes come: it returns a trace or throws a `SimError`, the same for every way of cutting
/// the bytes into pieces. A trap would end the test process; the seed printed before tells what led to it.
///
/// `PINYON_FUZZ_SEED` and `PINYON_FUZZ_COUNT` change what is tried.
@Suite struct DecoderFuzzTests {
    private static let seed = number("PINYON_FUZZ_SEED") ?? 20_240_101
    private static let count = Int(number("PINYON_FUZZ_COUNT") ?? 20_000)

    @Test(arguments: TraceFormat.allCases)
    func anyBytesGiveATraceOrAnError(_ format: TraceFormat) {
        print("fuzzing \(format.rawValue): PINYON_FUZZ_SEED=\(Self.seed), \(Self.count) inputs")
        var succeeded = 0
        for index in 0..<Self.count {
            var generator = SeededGenerator(seed: Self.seed, stream: UInt64(index) + 1)
            let bytes = Self.mutated(Self.samples(of: format), &generator)
            let whole = decode(format, [bytes], limit: 500)
            let cut = decode(format, Self.pieces(of: bytes, &generator), limit: 500)
            #expect(whole == cut, "seed \(Self.seed), input \(index): \(bytes)")
            if case .success = whole { succeeded += 1 }
        }
        // If no input passed, or all did, the mutations would be testing nothing.
        #expect(succeeded > Self.count / 100 && succeeded < Self.count)
    }

    @Test func anyBytesGiveAFormatOrAnError() {
        print("fuzzing detection: PINYON_FUZZ_SEED=\(Self.seed), \(Self.count) inputs")
        let samples = TraceFormat.allCases.flatMap { Self.samples(of: $0) }
        for index in 0..<Self.count {
            var generator = SeededGenerator(seed: Self.seed, stream: UInt64(index) + 1)
            let bytes = Self.mutated(samples, &generator)
            let name = ["a", "a.csv", "a.lis", "a.oracleGeneral"][generator.next(below: 4)]
            var pipeline = TracePipeline(name: name, limit: 500)
            do throws(SimError) {
                try bytes.withUnsafeBufferPointer { buffer throws(SimError) in
                    try pipeline.feed(UnsafeRawBufferPointer(buffer))
                }
                let trace = try pipeline.finish(name: name)
                #expect(!trace.requests.isEmpty, "seed \(Self.seed), input \(index)")
            } catch {
                #expect(!error.description.isEmpty, "seed \(Self.seed), input \(index)")
            }
        }
    }

    private static func number(_ variable: String) -> UInt64? {
        ProcessInfo.processInfo.environment[variable].flatMap(UInt64.init)
    }

    private static func samples(of format: TraceFormat) -> [[UInt8]] {
        let texts: [String]
        switch format {
        case .keys: texts = ["a\nb\r\n*\na\n\nkäse\n", "\u{FEFF}1\n2\n3"]
        case .csv:
            texts = [
                "time,key,size,op,ttl\n1,a,5,get,0\n2.5,\"b,\"\"c\"\"\",6,set,60\r\n3,a,,delete,\n",
                "obj_id,op_count,time_ms\n\"x\ny\",2,7\nz,1,8\n",
            ]
        case .twitter: texts = ["0,nz:u,4,300,7,get,0\n1,k,1,5,8,set,3600\n1,a,b,9,0,7,delete,0\n"]
        case .meta:
            texts = [
                "op_time,key,key_size,op,op_count,size,cache_hits,ttl\n1,a,4,GET,3,0,1,0\n2,b,4,SET_LEASE,1,9,0,60\n"
            ]
        case .arc: texts = ["1 1 0 0\n5\t3 0 1\r\n\n9223372036854775800 2 0 2\n"]
        case .oracleGeneral:
            return [
                record(time: 1, object: 2, size: 3) + record(time: 2, object: .max, size: 4, next: 7)
                    + record(time: 2, object: 2, size: 0x7FFF_FFFF)
            ]
        }
        return texts.map { Array($0.utf8) }
    }

    /// A sample with some bytes changed, dropped, doubled, or replaced by what formats stumble over.
    private static func mutated(_ samples: [[UInt8]], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = samples[generator.next(below: samples.count)]
        for _ in 0..<generator.next(below: 5) {
            let position = generator.next(below: bytes.count + 1)
            let end = min(bytes.count, position + generator.next(below: 6))
            switch generator.next(below: 6) {
            case 0: bytes.replaceSubrange(position..<end, with: [UInt8(truncatingIfNeeded: generator.next())])
            case 1: bytes.removeSubrange(position..<end)
            case 2: bytes.insert(contentsOf: bytes[position..<end], at: position)
            case 3: bytes.removeLast(bytes.count - end)
            case 4: bytes += samples[generator.next(below: samples.count)]
            default: bytes.insert(contentsOf: Array(tokens[generator.next(below: tokens.count)].utf8), at: position)
            }
        }
        return bytes
    }

    private static let tokens = [
        "-1", "18446744073709551615", "18446744073709551616", "9223372036854775807", "2147483648", "1048577", "0", ".",
        ",",
        "\"", "\"\"", "\n", "\r", "\r\n", " ", "*", "\u{0}", "key", "GET", "\u{FEFF}", "é",
        "99999999999999999999999999",
    ]

    private static func pieces(of bytes: [UInt8], _ generator: inout SeededGenerator) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + generator.next(below: 12))
            pieces.append(Array(bytes[start..<end]))
            start = end
        }
        return pieces
    }
}
