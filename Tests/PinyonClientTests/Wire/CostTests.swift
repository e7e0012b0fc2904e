import CPinyonMemory
import NIOCore
import PinyonClient
import Testing

/// What decoding costs: work in proportion to the bytes, memory for what arrived and not for what was announced.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct CostTests {
    /// What the bytes consist of, and how they are read.
    struct Load: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var head = "*?\r\n"
        var unit = ""
        var tail = ".\r\n"
        var units = 100_000
        var read = 4096
        var limits = RESPLimits()

        /// The bytes with a number of units.
        func bytes(_ units: Int) -> [UInt8] {
            Array(head.utf8) + Array(repeatElement(Array(unit.utf8), count: units).joined()) + Array(tail.utf8)
        }
    }

    static let loads = [
        Load(testDescription: "integers", unit: ":1234567\r\n", units: 500_000),
        Load(testDescription: "strings", unit: "$7\r\n1234567\r\n", units: 500_000),
        Load(testDescription: "texts and errors", unit: "+text\r\n-ERR text\r\n"),
        Load(testDescription: "doubles", unit: ",0.1\r\n,1.7976931348623157e308\r\n"),
        Load(testDescription: "maps", unit: "%1\r\n+key\r\n*2\r\n$1\r\n1\r\n$1\r\n2\r\n"),
        Load(testDescription: "attributes", unit: "|1\r\n+a\r\n:1\r\n:2\r\n"),
        Load(testDescription: "pushes", unit: ">2\r\n+invalidate\r\n*1\r\n$3\r\nkey\r\n"),
        Load(testDescription: "pushes between replies", head: "", unit: ">1\r\n+kind\r\n+OK\r\n", tail: ""),
        Load(testDescription: "a string", head: "$?\r\n", unit: ";5\r\nchunk\r\n", tail: ";0\r\n"),
        Load(testDescription: "integers byte by byte", unit: ":1234567\r\n", read: 1),
        Load(testDescription: "strings byte by byte", unit: "$7\r\n1234567\r\n", read: 1),
        Load(testDescription: "replies in reads of 7", head: "", unit: "$7\r\n1234567\r\n", tail: "", read: 7),
        Load(testDescription: "a text", head: "+", unit: "text", tail: "\r\n", limits: RESPLimits(line: 1 << 20)),
        Load(
            testDescription: "a text byte by byte", head: "+", unit: "text", tail: "\r\n", read: 1,
            limits: RESPLimits(line: 1 << 20)),
    ]

    @Test("twice the bytes take twice the work", arguments: loads)
    func proportion(load: Load) throws {
        let (once, twice) = (load.bytes(load.units), load.bytes(2 * load.units))
        let (less, more) = (try work(once, load), try work(twice, load))
        #expect(Double(more) <= 2.01 * Double(less), "\(less) steps, then \(more)")
        #expect(more <= 4 * twice.count + 200, "\(twice.count) bytes took \(more) steps")
    }

    @Test(
        "of a long string only the length is looked at, and its bytes are copied once", arguments: [1000, 4096, 65_536])
    func longString(read: Int) throws {
        for size in [25_000_000, 50_000_000] {
            let bytes = Array("$\(size)\r\n".utf8) + [UInt8](repeating: 0x78, count: size) + Array("\r\n".utf8)
            let load = Load(testDescription: "", read: read)
            #expect(try work(bytes, load) <= bytes.count + 100)
        }
    }

    /// The work of decoding bytes, all of them, in reads.
    private func work(_ bytes: [UInt8], _ load: Load) throws -> Int {
        var decoder = RESPDecoder(limits: load.limits)
        var count = 0
        for read in bytes.reads(of: load.read) {
            decoder.append(ByteBuffer(bytes: read))
            while try decoder.next() != nil { count += 1 }
        }
        #expect(count > 0 && decoder.isBetweenReplies)
        return decoder.work
    }
}

extension CostTests {
    @Test(
        "what is only announced takes no memory",
        arguments: [
            "*16777216\r\n", "%8388608\r\n", "~16777216\r\n", ">16777216\r\n", "|8388608\r\n", "$536870912\r\n",
            "$?\r\n",
            "=536870912\r\n", "*4294967295\r\n", "*?\r\n", "+", "$536870912",
        ])
    func announcements(text: String) {
        // A thousand of them are easy to tell from what other tests allocate meanwhile.
        let kept = memory { (0..<1000).map { _ in decoder(after: [Array(text.utf8)]) } }
        #expect(kept < 1000 * 2048, "\(kept / 1000) bytes each")
    }

    @Test("nesting doesn't multiply what is announced")
    func nestedAnnouncements() {
        let bytes = Array(String(repeating: "*16777216\r\n", count: 128).utf8)
        let kept = memory { (0..<100).map { _ in decoder(after: [bytes]) } }
        #expect(kept < 100 * 64 * bytes.count, "\(kept / 100) bytes each")
    }

    @Test(
        "a reply takes memory in proportion to what arrived of it",
        arguments: [":1\r\n", "$1\r\nx\r\n", "*1\r\n:1\r\n"])
    func elements(unit: String) {
        let bytes = Array("*16777216\r\n".utf8) + Array(repeatElement(Array(unit.utf8), count: 100_000).joined())
        let kept = memory { decoder(after: bytes.reads(of: 4096)) }
        #expect(kept < 40 * bytes.count, "\(kept) bytes for \(bytes.count)")
    }

    @Test("a long string takes at most twice its size")
    func stringMemory() {
        let size = 50_000_000
        let read = [UInt8](repeating: 0x78, count: 4096)
        let kept = memory {
            decoder(after: [Array("$\(size + 1)\r\n".utf8)] + repeatElement(read, count: size / read.count))
        }
        #expect(kept < 2 * size, "\(kept) bytes")
    }

    @Test("reads don't pile up behind replies that were taken")
    func pile() {
        let replies = Array(repeatElement(Array("$7\r\n1234567\r\n".utf8), count: 1000).joined())
        let kept = memory { decoder(after: repeatElement(replies, count: 2000).lazy.flatMap { $0.reads(of: 4096) }) }
        #expect(kept < 2 << 20, "\(kept) bytes")
    }

    /// A decoder that took reads; the replies are dropped.
    private func decoder(after reads: some Sequence<some Collection<UInt8>>) -> RESPDecoder {
        var decoder = RESPDecoder()
        for read in reads {
            decoder.append(ByteBuffer(bytes: read))
            while (try? decoder.next()) != nil {}
        }
        return decoder
    }

    /// How many bytes a value keeps: the least of several runs, because other tests allocate beside this one.
    private func memory(_ make: () -> some Any) -> Int {
        let runs = (0..<3).map { _ in
            let before = pinyon_allocated_bytes()
            let value = make()
            let after = pinyon_allocated_bytes()
            withExtendedLifetime(value) {}
            return after - before
        }
        return runs.min() ?? 0
    }
}
