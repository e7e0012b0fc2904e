import NIOCore
import PinyonClient
import Testing

/// Numbers that are written in many ways.
struct NumberTests {
    @Test("doubles are the nearest to what is written")
    func doubles() throws {
        var random = SeededRandom(seed: testSeed)
        for _ in 0..<200_000 {
            let text = decimal(&random)
            let expected = try #require(Double(text))
            let frames = try decodedDouble(text)
            #expect(frames.bitPattern == expected.bitPattern, "\(text); \(repetition)")
        }
    }

    @Test(
        "doubles at the edges of what is quick",
        arguments: [
            "999999999999999", "9999999999999999", "0.000000000000001", "0.0000000000000001", "123456789012345.6",
            "-0", "-0.0", "+0", "00012.5", "000000000000000000001", "9007199254740993", "900719925474099.3", "0.1",
            "1e0",
            "1.5E+10", "4.9406564584124654e-324", "1.7976931348623157e308", "1.7976931348623159e308",
            "2.2250738585072011e-308",
        ])
    func edges(text: String) throws {
        let number = try decodedDouble(text)
        #expect(number.bitPattern == Double(text)?.bitPattern)
    }

    @Test("integers of any length and sign")
    func integers() {
        var random = SeededRandom(seed: testSeed)
        for _ in 0..<100_000 {
            let number = Int(truncatingIfNeeded: random.next()) >> Int(random.next() % 64)
            let zeros = String(repeating: "0", count: Int(random.next() % 8))
            let sign = number < 0 ? "-" : random.next() % 4 == 0 ? "+" : ""
            let text = "\(sign)\(zeros)\(number.magnitude)"
            #expect(Decoded([Array(":\(text)\r\n".utf8)]).frames == ["\(number)"], "\(text); \(repetition)")
        }
    }

    private func decodedDouble(_ text: String) throws -> Double {
        var decoder = RESPDecoder()
        decoder.append(ByteBuffer(string: ",\(text)\r\n"))
        guard case .reply(.double(let number)) = try decoder.next() else {
            throw WireError("\(text) is no double")
        }
        return number
    }

    /// A sign, digits, perhaps a fraction, perhaps an exponent.
    private func decimal(_ random: inout SeededRandom) -> String {
        func digits(_ most: UInt64, _ random: inout SeededRandom) -> String {
            (0...random.next() % most).map { _ in String(random.next() % 10) }.joined()
        }
        var text = ["", "-", "+"][Int(random.next() % 3)] + digits(18, &random)
        if random.next() % 4 != 0 { text += "." + digits(18, &random) }
        if random.next() % 4 == 0 { text += "e" + ["", "-", "+"][Int(random.next() % 3)] + digits(3, &random) }
        return text
    }
}
