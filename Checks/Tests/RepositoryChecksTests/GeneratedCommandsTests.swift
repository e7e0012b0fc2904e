import Foundation
import Testing

@testable import RepositoryChecks

struct GeneratedCommandsTests {
    private static let path = "Sources/PinyonClient/Commands/Strings/StringCommands.swift"
    private static let generated = "Sources/PinyonClient/Commands/Generated/Strings.swift"

    private static func source(_ members: String) -> String { "extension Command {\n\(members)\n}\n" }

    fileprivate static func output(_ members: String) throws -> String {
        let (files, failures) = GeneratedCommands.files(for: tree([path: source(members)]))
        try #require(failures.isEmpty)
        return try #require(files.first { $0.path == generated }).text
    }

    private static let get = """
            /// The value.
            ///
            /// - Parameters:
            ///   - key: The key.
            ///   - type: What to read
            ///     it as.
            public static func get<Value: RESPDecodable>(_ key: some CommandArgument, as type: Value.Type) -> Command
            where Response == Value? {
                Command(.get) { $0.append(key) }
            }
        """

    @Test func aCommandThatReadsACallersTypeHasAnOverloadForStringAndAMethod() throws {
        #expect(
            try Self.output(Self.get) == """
                // Generated from Sources/PinyonClient/Commands/Strings/ by: swift run --package-path Checks generate-commands

                extension Command {
                    /// The value.
                    ///
                    /// - Parameters:
                    ///   - key: The key.
                    public static func get(_ key: some CommandArgument) -> Command where Response == String? {
                        .get(key, as: String.self)
                    }
                }

                extension CommandSender {
                    /// The value.
                    ///
                    /// - Parameters:
                    ///   - key: The key.
                    ///   - type: What to read
                    ///     it as.
                    public func get<Value: RESPDecodable>(
                        _ key: some CommandArgument, as type: Value.Type = String.self
                    ) async throws(ClientError) -> Value? {
                        try await send(.get(key, as: type))
                    }
                }

                """)
    }

    @Test func aCommandWithoutResultHasAMethodWithoutResult() throws {
        let text = try Self.output(
            """
                /// Text.
                public static func mset<each K: A, each V: A>(_ values: repeat (each K, each V)) -> Command where Response == Void {
                    Command(.mset)
                }
            """)
        #expect(!text.contains("extension Command {"))
        #expect(
            text.hasSuffix(
                """
                extension CommandSender {
                    /// Text.
                    public func mset<each K: A, each V: A>(_ values: repeat (each K, each V)) async throws(ClientError) {
                        try await send(.mset(repeat each values))
                    }
                }

                """))
    }

    @Test func aMarkedCommandHasAMethodWhoseResultMayBeIgnored() throws {
        let declaration = "public static func del(_ keys: some A = [1, 2]) -> Command where Response == Int {"
        let text = try Self.output("    // The result is often of no use.\n    /// Text.\n    \(declaration)\n    }")
        #expect(
            text.contains("    /// Text.\n    @discardableResult\n    public func del(_ keys: some A = [1, 2]) async"))
        #expect(!text.contains("often"))
    }

    @Test func aCommandThatReturnsNothingElseNamesTheResponse() throws {
        let text = try Self.output(
            """
                /// Text.
                public static func lcs(_ a: some A, as type: Response.Type) -> Command where Response: RESPDecodable {
                }
            """)
        #expect(text.contains("public static func lcs(_ a: some A) -> Command where Response == String {"))
        #expect(text.contains("        .lcs(a, as: String.self)\n"))
        #expect(text.contains("public func lcs<Value: RESPDecodable>("))
        #expect(
            text.contains("_ a: some A, as type: Value.Type = String.self\n    ) async throws(ClientError) -> Value {"))
    }

    @Test func twoTypesMakeThreeOverloads() throws {
        let text = try Self.output(
            """
                /// Text.
                public static func hgetall<Field: D & Hashable, Value: D>(
                    _ key: some A, fields: Field.Type, as type: Value.Type, limit: Limit? = nil
                ) -> Command where Response == [Field: (Value, FieldValue)] {
                    Command(.hgetall)
                }
            """)
        let overloads = text.split(separator: "\n").filter { $0.contains("public static func") }.map {
            $0.dropFirst(23)
        }
        #expect(overloads.count == 3)
        let calls = text.split(separator: "\n").filter { $0.contains(".hgetall(") }.map { $0.drop { $0 == " " } }
        #expect(
            calls == [
                ".hgetall(key, fields: String.self, as: type, limit: limit)",
                ".hgetall(key, fields: fields, as: String.self, limit: limit)",
                ".hgetall(key, fields: String.self, as: String.self, limit: limit)",
                "try await send(.hgetall(key, fields: fields, as: type, limit: limit))",
            ])
        #expect(text.contains("<Field: D & Hashable>("))
        #expect(text.contains("<Value: D>("))
        #expect(text.contains("Response == [Field: (String, FieldValue)]"))
        #expect(text.contains("Response == [String: (Value, FieldValue)]"))
        #expect(text.contains("Response == [String: (String, FieldValue)]"))
    }

    @Test func theModuleOfByteBuffersIsImportedWhereTheyAreNamed() throws {
        let members = "    /// T.\n    public static func dump() -> Command where Response == ByteBuffer? {\n    }"
        #expect(try Self.output(members).contains("\n\npublic import NIOCore\n\nextension"))
        #expect(try !Self.output(Self.get).contains("import"))
    }

    @Test func onlyPublicStaticsOfCommandCount() throws {
        let text = """
            extension CommandTraits {
                public static func a() -> Command where Response == Int {}
            }
            extension Command where Response == Int {
                public static func b() -> Command {}
            }
            extension Command {
                package static func c() -> Command where Response == Int {}
                /// D.
                public static func d() -> Command where Response == Int {}
            }
            """
        let file = SourceFile(path: Self.path, text: text)
        #expect(try DeclarationParser(file).declarations().map(\.name) == ["d"])
    }

    @Test(arguments: [
        "public static func a() -> Command {}", "public static func a() -> Command where Field: Hashable {}",
        "public static func a() -> Command where Response == Int, Field: Hashable {}",
        "public static func a(_ key) -> Command where Response == Int {}", "public static func a {}",
    ])
    func whatCannotBeReadIsFound(_ declaration: String) {
        let findings = GeneratedCommands().findings(in: Self.source("\n    \(declaration)"), at: Self.path)
        #expect(findings.map(\.path) == [Self.path])
        #expect(findings.map(\.line) == [3])
    }

    @Test func currentFilesAreFineAndOthersAreFound() throws {
        let current = try Self.output(Self.get)
        func findings(_ text: String?, orphan: String? = nil) -> [String] {
            var files = [Self.path: Self.source(Self.get)]
            files[Self.generated] = text
            files["Sources/PinyonClient/Commands/Generated/Gone.swift"] = orphan
            return GeneratedCommands().findings(in: tree(files)).map(\.description)
        }
        let outdated =
            "\(Self.generated):1: is outdated: swift run --package-path Checks generate-commands"
        #expect(findings(current) == [])
        #expect(findings(current + " ") == [outdated])
        #expect(findings(nil) == [outdated])
        let orphan =
            "Sources/PinyonClient/Commands/Generated/Gone.swift:1: is made from no folder of commands: delete it"
        #expect(findings(current, orphan: current) == [orphan])
    }

    @Test func generatedFilesMayBeLong() {
        let text = String(repeating: "let a = 1\n", count: 701)
        #expect(SizeLimits().findings(in: text, at: Self.generated).isEmpty)
        #expect(SizeReport(tree([Self.generated: text])).modules.isEmpty)
    }
}

extension CommandTests {
    struct CommandWriterTests {
        @Test(arguments: [1, 2, 3, 4, 5, 6, 12])
        func whatIsWrittenIsFormatted(_ count: Int) throws {
            let names = (1...count).map { "parameterNumber\($0): some CommandArgument" }.joined(separator: ", ")
            let types = (1...count).map { "Type\($0): RESPDecodable & Hashable" }.joined(separator: ", ")
            let text = try GeneratedCommandsTests.output(
                """
                    /// Text.
                    public static func f<\(types)>(\(names), as type: Type1.Type) -> Command where Response == Type1? {
                    }
                """)
            try withTemporaryFolder { folder in
                try folder.write(text, to: "Sources/A.swift")
                let configuration = repositoryRoot.appending(path: ".swift-format").path(percentEncoded: false)
                let lint = try Command.run(
                    ["swift", "format", "lint", "--strict", "--configuration", configuration, "Sources/A.swift"],
                    in: folder,
                    mergesErrors: true)
                #expect(lint.status == 0, "\(lint.text)\n\(text)")
            }
        }

        @Test func aFileIsWrittenOnlyIfItChanges() throws {
            try withTemporaryFolder { folder in
                let git = try Command.run(["git", "init", "--quiet"], in: folder)
                try #require(git.status == 0)
                let repository = try Repository(containing: folder)
                #expect(try repository.write(SourceFile(path: "a/b.swift", text: "1\n")))
                #expect(try !repository.write(SourceFile(path: "a/b.swift", text: "1\n")))
                #expect(try repository.write(SourceFile(path: "a/b.swift", text: "2\n")))
                #expect(folder.text(of: "a/b.swift") == "2\n")
            }
        }
    }
}
