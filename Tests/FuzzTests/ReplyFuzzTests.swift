import CPinyonMemory
import NIOCore
import PinyonClient
import Testing

/// Replies that are made up, and broken ones.
@Suite(.serialized)
struct ReplyFuzzTests {
    @Test("made-up replies come out as they were made, however they are cut")
    func valid() {
        Campaign().run(share: 0.3, "ReplyFuzzTests/valid") { random in
            var generator = ReplyGenerator(random: &random)
            for _ in 0...random.below(3) { generator.addReply() }
            let bytes = generator.bytes
            var writer = ReplyWriter()
            for frame in generator.frames { writer.write(frame) }
            let whole = Observation(bytes)
            guard whole.written == writer.bytes, whole.isBetweenReplies, whole.frames == generator.frames else {
                return "\(text(bytes)) became \(text(whole.written)) \(whole.error)"
            }
            return problem(with: bytes, whole, RESPLimits(), &random)
        }
    }

    @Test("broken replies end in the same error or wait for the same, however they are cut")
    func broken() {
        Campaign().run(share: 0.65, "ReplyFuzzTests/broken") { random in
            var (first, second) = (ReplyGenerator(random: &random), ReplyGenerator(random: &random))
            for _ in 0...random.below(3) { first.addReply() }
            second.addReply()
            var bytes = first.bytes
            for _ in 0...random.below(4) { Mutation.apply(to: &bytes, other: second.bytes, &random) }
            let limits = random.oneIn(4) ? smallLimits(&random) : RESPLimits()
            return problem(with: bytes, Observation(bytes, limits: limits), limits, &random)
        }
    }

    @Test("what is kept of any bytes is in proportion to them")
    func memory() {
        Campaign().run(share: 0.05, "ReplyFuzzTests/memory") { random in
            var generator = ReplyGenerator(random: &random)
            generator.addReply()
            var bytes = generator.bytes
            for _ in 0..<random.below(5) { Mutation.apply(to: &bytes, other: generator.bytes, &random) }
            // A value of three bytes takes 24, an array around it some more, and what grows does so by doubling.
            let allowed = 4096 + 100 * bytes.count
            // Whatever else runs allocates too, but not every time.
            let kept = (0..<5).lazy.map { _ in memoryKept(of: bytes) }.first { $0 <= allowed }
            return kept == nil ? "\(text(bytes)) keeps more than \(allowed) bytes" : nil
        }
    }

    /// How many bytes a decoder and what it made of bytes take.
    private func memoryKept(of bytes: [UInt8]) -> Int {
        let read = ByteBuffer(bytes: bytes)
        let before = pinyon_allocated_bytes()
        var decoder = RESPDecoder()
        var frames: [RESPFrame] = []
        decoder.append(read)
        while let frame = try? decoder.next() { frames.append(frame) }
        let after = pinyon_allocated_bytes()
        withExtendedLifetime((decoder, frames, read)) {}
        return after - before
    }

    /// What is wrong with how bytes are decoded, nil if nothing is.
    private func problem(
        with bytes: [UInt8], _ whole: Observation, _ limits: RESPLimits, _ random: inout SeededRandom
    ) -> String? {
        if let excess = whole.excess { return "\(text(bytes)): \(excess)" }
        let cuts = cuts(bytes.count, &random)
        let parts = Observation(bytes, cuts: cuts, limits: limits)
        if let excess = parts.excess { return "\(text(bytes)) cut at \(cuts): \(excess)" }
        guard parts == whole else {
            return """
                \(text(bytes)) cut at \(cuts) became \(text(parts.written)) \(parts.error), \
                as a whole \(text(whole.written)) \(whole.error)
                """
        }
        let again = Observation(whole.written)
        guard again.written == whole.written, again.frames == whole.frames else {
            return "\(text(bytes)) became \(text(whole.written)), which became \(text(again.written)) \(again.error)"
        }
        return nil
    }

    /// Where bytes are cut: at each, or at some.
    private func cuts(_ count: Int, _ random: inout SeededRandom) -> [Int] {
        guard count > 0 else { return [] }
        if random.oneIn(4) { return Array(0..<count) }
        return (0...random.below(8)).map { _ in random.below(count) }.sorted()
    }

    private func smallLimits(_ random: inout SeededRandom) -> RESPLimits {
        RESPLimits(
            string: random.below(20), elements: random.below(8), depth: random.below(4), reply: random.below(200),
            line: random.below(12))
    }

    private func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).debugDescription + (bytes.count < 300 ? " \(bytes)" : "")
    }
}
