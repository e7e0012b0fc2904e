import Testing

@testable import RepositoryChecks

struct UnsafeMarksTests {
    private func messages(_ text: String) -> [String] {
        UnsafeMarks().findings(in: text, at: "Sources/Pinyon/A.swift").map(\.message)
    }

    private static let marks = [
        ("@unchecked", "final class Box: @unchecked Sendable {"),
        ("nonisolated(unsafe)", "nonisolated(unsafe) var seeds = 0"),
        ("try!", "let seed = try! plant()"),
        ("as!", "let seed = any as! Seed"),
        ("fatalError", "default: fatalError(\"never\")"),
        ("preconditionFailure", "preconditionFailure()"),
    ]

    @Test(arguments: marks)
    func withoutAReason(mark: String, code: String) {
        let message = "\(mark) without a comment that says why"
        #expect(messages(code) == [message])
        #expect(messages("// the lock guards every access\n\n\(code)") == [message], "a blank line lies between")
        #expect(messages("/// The lock guards every access.\n\(code)") == [message], "documentation is no reason")
        #expect(messages("// yes\n\(code)") == [message], "one word is no reason")
        #expect(messages("// swift-format-ignore: NeverUseForceTry, NeverForceUnwrap, Other\n\(code)") == [message])
    }

    @Test(arguments: marks)
    func withAReason(mark: String, code: String) {
        #expect(messages("\(code)  // the lock guards it").isEmpty)
        #expect(messages("    // the lock guards every access\n    // to what is here\n\(code)").isEmpty)
        #expect(messages("// the lock guards every access\n@usableFromInline\n\(code)").isEmpty)
    }

    @Test(arguments: [
        "// try! and as! are never used", "let text = \"fatalError(1)\"", "func fatalError(_ text: String)",
        "try plant()", "let seed = any as? Seed", "nonisolated func plant() {}",
    ])
    func whatIsNoMarkIsLeftAlone(text: String) {
        #expect(messages(text).isEmpty)
    }

    @Test func testsMayTrap() {
        #expect(UnsafeMarks().findings(in: "try! plant()", at: "Tests/PinyonTests/A.swift").isEmpty)
    }
}
