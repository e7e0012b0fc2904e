import PinyonSim
import Testing

@Suite struct ValueSizesTests {
    @Test(arguments: [
        ("1000", Int32(1_000)), ("1", 1), ("4kb", 4_096), ("4k", 4_096), ("4KB", 4_096), ("3mb", 3_145_728),
        ("3 MB", 3_145_728),
        ("1.5kb", 1_536), ("100b", 100), ("512mb", 536_870_912), ("0.5gb", 536_870_912),
    ])
    func fixedSizesAreBinary(_ text: String, _ bytes: Int32) throws {
        let sizes = try ValueSizes(parsing: text)
        #expect(sizes.size(ofKey: 0) == bytes)
        #expect(sizes.size(ofKey: .max, seed: 9) == bytes)
        #expect(sizes == .fixed(bytes))
    }

    @Test(arguments: [
        "", "kb", "0", "0.1", "-1", "1.2.3", "1tb", "4 apples", "nan", "inf", "1e3", "0x10", "513mb",
        "99999999999999999999",
        "lognormal", "lognormal:", "lognormal:1kb", "lognormal:1kb,", "lognormal:1kb,x", "lognormal:1kb,-1",
        "lognormal:1kb,11", "lognormal:0,1", "lognormal:1kb,1,1", "lognormal:,1", "normal:1,1", "٣",
    ])
    func whatIsNoSizeIsAnError(_ text: String) throws {
        let error = try #require(throws: SimError.self) { _ = try ValueSizes(parsing: text) }
        #expect(error.code == .invalidOption)
        #expect(error.description.hasPrefix("the value size can't be used: expected "))
        #expect(error.found == SimError.excerpt(text))
    }

    @Test func keysKeepTheirDrawnSizes() throws {
        let sizes = try ValueSizes(parsing: "lognormal:1kb,1.2")
        let first = (0..<1_000).map { sizes.size(ofKey: $0, seed: 7) }
        #expect(first == (0..<1_000).map { sizes.size(ofKey: $0, seed: 7) })
        #expect(first != (0..<1_000).map { sizes.size(ofKey: $0, seed: 8) })
        #expect(Set(first).count > 500)
        #expect(abs(Double(first.sorted()[500]) / 1_024 - 1) < 0.15)
    }

    @Test func sigmaZeroIsTheMedian() throws {
        let sizes = try ValueSizes(parsing: "LogNormal: 2kb, 0")
        #expect((0..<100).allSatisfy { sizes.size(ofKey: $0) == 2_048 })
    }

    @Test func drawnSizesStayInBounds() throws {
        let sizes = try ValueSizes(parsing: "lognormal:1mb,10")
        #expect((0..<1_000).allSatisfy { (1...ValueSizes.largest).contains(sizes.size(ofKey: $0)) })
    }
}
