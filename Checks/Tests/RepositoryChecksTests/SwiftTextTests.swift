import Testing

@testable import RepositoryChecks

struct SwiftTextTests {
    private func words(_ text: String) -> [String] {
        SwiftText(text).tokens.map(\.text)
    }

    @Test(arguments: [
        "one // two",
        "/// two\none",
        "/* two /* three */ four */ one",
        "/* two\n three */\none",
        "one /* two",
    ])
    func commentsAreNoCode(text: String) {
        #expect(words(text) == ["one"])
    }

    @Test(arguments: [
        #"one "two" three"#,
        #"one "two \" // four" three"#,
        ##"one #"two " four"# three"##,
        "one \"\"\"\n  two \" four\n\"\"\" three",
        "one #\"\"\"\n two \"\"\" four\n\"\"\"# three",
        #"one #/two " \/# four/# three"#,
        "one \"two\nthree",
    ])
    func literalsAreNoCode(text: String) {
        #expect(words(text) == ["one", "three"])
    }

    @Test func interpolationsAreCode() {
        #expect(words(#"one "two \(three("four \(five)")) six" seven"#) == ["one", "three", "(", "five", ")", "seven"])
        #expect(words(##"one #"two \(three) \#(four)"#"##) == ["one", "four"])
    }

    @Test func tokensKnowTheirPlace() {
        let tokens = SwiftText("let `func` = 0x1F\n  #if DEBUG\n").tokens
        #expect(tokens.map(\.text) == ["let", "`func`", "=", "0x1F", "#", "if", "DEBUG"])
        #expect(tokens.map(\.line) == [1, 1, 1, 1, 2, 2, 2])
        #expect(tokens.map(\.column) == [0, 4, 11, 13, 2, 3, 6])
    }

    @Test func linesKnowTheirComments() {
        let lines = SwiftText("  // plain\n/// documentation\n\"literal\" // beside\n/* one\n   two */\n").lines
        #expect(lines.map { String(decoding: $0.comment, as: UTF8.self) }.prefix(3) == ["// plain", "", "// beside"])
        #expect(lines.map(\.comment.isEmpty) == [false, true, false, false, false])
        #expect(lines.map(\.documentation.isEmpty) == [true, false, true, true, true])
        #expect(lines.map(\.hasContent) == [false, false, true, false, false])
        #expect(lines.map(\.indentation) == [2, 0, 0, 0, 3])
    }

    @Test func bracketsAreMatched() {
        let swift = SwiftText("f([1, (2)], \")\")")
        #expect(swift.closing(of: 1) == swift.tokens.count - 1)
        #expect(SwiftText("f(").closing(of: 1) == nil)
    }
}
