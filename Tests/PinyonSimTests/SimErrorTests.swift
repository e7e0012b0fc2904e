import PinyonSim
import Testing

@Suite struct SimErrorTests {
    @Test func descriptionNamesWhatIsKnown() {
        #expect(SimError(.emptyTrace, "nothing here").description == "nothing here")
        #expect(SimError(.emptyTrace, "bad", found: "x").description == "bad: found x")
        #expect(SimError(.emptyTrace, "bad", expected: "y").description == "bad: expected y")
        let error = SimError(.invalidNumber, "bad", at: .record(7), expected: "y", found: "x").inFile("a/b.csv")
        #expect(error.description == "a/b.csv: record 7: bad: expected y, found x")
        #expect(error.inFile("other").file == "a/b.csv")
    }

    @Test func excerptIsShortened() {
        let text = String(repeating: "abcdefghi ", count: 1_000)
        let excerpt = SimError.excerpt(text)
        #expect(excerpt.count == SimError.excerptLength + 2)
        #expect(excerpt.hasPrefix("\"abcdefghi abcdefghi ") && excerpt.hasSuffix("…\""))
        #expect(SimError.excerpt(String(repeating: "x", count: 40)).count == 42)
        #expect(SimError.excerpt("") == "nothing")
    }

    @Test(arguments: [
        ("a\nb\r\t", #""a\nb\r\t""#), ("\u{1B}[31mred", #""\u{1b}[31mred""#), ("a\u{0}b", #""a\u{0}b""#),
        ("say \"hi\" \\", #""say \"hi\" \\""#), ("right\u{202E}left", #""right\u{202e}left""#),
        ("käse 🦜", #""käse 🦜""#),
        ("\u{85}\u{2028}", #""\u{85}\u{2028}""#),
    ])
    func controlCharactersAreEscaped(_ text: String, _ excerpt: String) {
        #expect(SimError.excerpt(text) == excerpt)
        Array(text.utf8).withUnsafeBytes { #expect(SimError.excerpt($0) == excerpt) }
    }

    @Test func longRunOfControlCharactersStaysShort() {
        #expect(SimError.excerpt(String(repeating: "\u{1B}", count: 100)).count <= SimError.excerptLength + 2)
    }

    @Test func codesCompare() {
        #expect(SimError.Code.unreadable == .unreadable)
        #expect(SimError.Code.unreadable != .isDirectory)
        #expect("\(SimError.Code.truncatedRecord)" == "truncatedRecord")
    }
}
