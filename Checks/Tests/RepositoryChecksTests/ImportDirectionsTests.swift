import Testing

@testable import RepositoryChecks

struct ImportDirectionsTests {
    private func messages(_ text: String, module: String) -> [String] {
        ImportDirections().findings(in: text, at: "Sources/\(module)/File.swift").map(\.message)
    }

    @Test(arguments: [
        ("PinyonNear", "Foundation"), ("PinyonNear", "FoundationEssentials"), ("PinyonNear", "NIOCore"),
        ("PinyonNear", "Logging"), ("PinyonNear", "Pinyon"), ("PinyonNear", "Subprocess"),
        ("PinyonClient", "PinyonNear"), ("PinyonClient", "Pinyon"), ("PinyonClient", "Hummingbird"),
        ("Pinyon", "PinyonSim"), ("Pinyon", "PinyonOps"), ("Pinyon", "GRDB"), ("Pinyon", "NIOCore"),
        ("PinyonMacros", "Foundation"), ("PinyonMacros", "Pinyon"),
        ("PinyonSim", "NIOCore"), ("PinyonSim", "Pinyon"), ("PinyonSim", "FoundationNetworking"),
        ("PinyonProcesses", "Pinyon"), ("PinyonOps", "PinyonServe"), ("PinyonOps", "ArgumentParser"),
        ("PinyonServe", "PinyonCLI"), ("PinyonServe", "ArgumentParser"), ("PinyonCLI", "Hummingbird"),
        ("PinyonCLI", "GRDB"), ("PinyonProtobuf", "PinyonOps"), ("PinyonCompression", "SwiftProtobuf"),
        ("PinyonTesting", "PinyonSim"), ("PinyonTesting", "NIOSSL"),
    ])
    func wrongDirection(module: String, imported: String) {
        #expect(messages("import \(imported)\n", module: module) == ["\(module) must not import \(imported)"])
    }

    @Test(arguments: [
        ("PinyonNear", "Synchronization"), ("PinyonNear", "Glibc"), ("PinyonNear", "DequeModule"),
        ("PinyonClient", "NIOSSL"), ("PinyonClient", "Logging"),
        ("Pinyon", "PinyonClient"), ("Pinyon", "PinyonNear"), ("Pinyon", "PinyonMacros"), ("Pinyon", "Tracing"),
        ("PinyonMacros", "SwiftSyntaxMacros"),
        ("PinyonSim", "PinyonNear"), ("PinyonSim", "Subprocess"), ("PinyonSim", "Foundation"),
        ("PinyonProcesses", "Subprocess"), ("PinyonOps", "GRDB"), ("PinyonOps", "Yams"), ("PinyonOps", "PinyonSim"),
        ("PinyonServe", "Hummingbird"), ("PinyonServe", "PinyonOps"),
        ("PinyonCLI", "ArgumentParser"), ("PinyonCLI", "PinyonServe"), ("PinyonCLI", "PinyonNear"),
        ("PinyonProtobuf", "SwiftProtobuf"), ("PinyonCompression", "Pinyon"),
        ("PinyonTesting", "PinyonProcesses"), ("PinyonTesting", "Pinyon"), ("PinyonTesting", "NIOPosix"),
    ])
    func rightDirection(module: String, imported: String) {
        #expect(messages("import \(imported)\n", module: module).isEmpty)
    }

    @Test func onlyOneModuleSeesEachFramework() {
        let users = { (framework: String) in ModuleTable.allowed.filter { $0.value.contains(framework) }.map(\.key) }
        #expect(users("Hummingbird") == ["PinyonServe"])
        #expect(users("ArgumentParser") == ["PinyonCLI"])
        #expect(users("SwiftSyntax") == ["PinyonMacros"])
    }

    @Test func noTwoModulesImportEachOther() {
        for (module, imports) in ModuleTable.allowed {
            for imported in imports {
                #expect(ModuleTable.allowed[imported]?.contains(module) != true)
            }
        }
    }

    @Test(arguments: [
        "public import NIOCore", "package import NIOCore", "internal import NIOCore",
        "@_exported public import NIOCore", "@preconcurrency import NIOCore", "@preconcurrency\nimport NIOCore",
        "import struct NIOCore.ByteBuffer", "import NIOCore.Sub", "import func NIOCore.read",
        "#if canImport(NIOCore)\n    import NIOCore\n#endif",
        "@_spi(Core) import NIOCore", "import Synchronization; import NIOCore",
    ])
    func everyFormOfImportIsSeen(text: String) {
        #expect(messages(text, module: "PinyonNear") == ["PinyonNear must not import NIOCore"])
    }

    @Test(arguments: [
        "// import NIOCore", "/*\nimport NIOCore\n*/", "let text = \"import NIOCore\"",
        "let text = \"\"\"\n    import NIOCore\n    \"\"\"", "load(import: NIOCore)", "let `import` = NIOCore",
        "#if canImport(NIOCore)\n#endif",
    ])
    func whatIsNoImportIsLeftAlone(text: String) {
        #expect(messages(text, module: "PinyonNear").isEmpty)
    }

    @Test func theLineIsNamed() {
        let findings = ImportDirections().findings(in: "//\n\nimport NIOCore\n", at: "Sources/PinyonNear/A/B.swift")
        #expect(findings.map(\.description) == ["Sources/PinyonNear/A/B.swift:3: PinyonNear must not import NIOCore"])
    }

    @Test func layersAreStricterThanTheirModule() {
        let check = ImportDirections()
        let text = "import NIOCore\nimport NIOPosix\n"
        #expect(check.findings(in: text, at: "Sources/PinyonClient/Connection/A.swift").isEmpty)
        let findings = check.findings(in: text, at: "Sources/PinyonClient/Wire/A.swift")
        #expect(findings.map(\.message) == ["Sources/PinyonClient/Wire/ must not import NIOPosix"])
    }

    @Test func unknownModulesAreFoundOnce() {
        let findings = ImportDirections().findings(
            in: tree(["Sources/Other/A.swift": "", "Sources/Other/B.swift": "", "Sources/C.swift": ""]))
        #expect(findings.map(\.path) == ["Sources/C.swift", "Sources/Other/A.swift"])
    }

    @Test func testsImportWhatTheyLike() {
        #expect(ImportDirections().findings(in: "import NIOCore", at: "Tests/PinyonNearTests/A.swift").isEmpty)
    }
}
