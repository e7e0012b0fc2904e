import Testing

@testable import RepositoryChecks

struct FunctionTests {
    private func spans(_ text: String) -> [String] {
        SwiftText(text).functions.map { "\($0.name) \($0.firstLine)-\($0.lastLine)" }
    }

    @Test func everyKindOfDeclarationIsFound() {
        let text = """
            struct Seed {
                init?(_ text: String) {
                    self.init()
                }
                deinit {
                }
                subscript(index: Int) -> Int {
                    get { 1 }
                    set {
                    }
                }
                var weight: Int {
                    1
                }
                static func == (left: Seed, right: Seed) -> Bool { true }
            }
            """
        #expect(
            spans(text) == [
                "init 2-4", "deinit 5-6", "subscript 7-11", "get 8-8", "set 9-10", "weight 12-14", "== 15-15",
            ])
    }

    @Test func signaturesMayTakeManyLines() {
        let text = """
            @inlinable
            public func store<
                Key: Hashable
            >(
                _ key: Key,
                compute: () -> Int = { 1 },
                label: String = "}"
            ) async throws(Failure)
                -> Int
            where Key: Sendable
            {
                1
            }
            """
        #expect(spans(text) == ["store 2-13"])
    }

    @Test func nestedFunctionsCountTwice() {
        let text = """
            func outer() {
                func inner() {
                    work { "}" }
                }
            }
            """
        #expect(spans(text) == ["outer 1-5", "inner 2-4"])
    }

    @Test func observersAreFound() {
        let text = """
            var weight: Int = 0 {
                willSet {
                }
                didSet(old) {
                }
            }
            """
        #expect(spans(text) == ["willSet 2-3", "didSet 4-5"])
    }

    @Test func literalsWithBracesDoNotConfuse() {
        let text = #"""
            func text() -> String {
                """
                }
                func other() {
                \(list.map { "{\($0)" })
                """
            }
            """#
        #expect(spans(text) == ["text 1-7"])
    }

    @Test(arguments: [
        "protocol Tier {\n    func get() async throws -> Int\n    init(a: Int)\n    var size: Int { get }\n}",
        "let make = { (seed: Int) in\n    .init(seed)\n}",
        "if var seed {\n    plant(&seed)\n}",
        "for var seed in seeds {\n    plant(&seed)\n}",
        "guard case .seed(var weight) = it else {\n    return\n}",
        "struct Seed {\n    var weight: Int\n    struct Shell {\n    }\n}",
        "tier.subscript(1) {\n}",
    ])
    func otherBracesAreNoBodies(text: String) {
        #expect(spans(text).allSatisfy { $0 == "size 4-4" })
    }
}
