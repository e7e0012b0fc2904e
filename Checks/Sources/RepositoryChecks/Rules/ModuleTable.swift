/// Which module may import which, the table behind ``ImportDirections``.
///
/// A row names everything its module may import; what isn't named is forbidden. A module that others build on never
/// imports those, only `PinyonServe` sees the web framework, only `PinyonCLI` the argument parser, and only
/// `PinyonMacros` the compiler's syntax library.
enum ModuleTable {
    /// Part of every platform.
    static let platform: Set = ["Synchronization", "Glibc", "Musl", "Darwin", "Android"]
    static let foundation: Set = ["Foundation", "FoundationEssentials", "Dispatch"]
    static let collections: Set = [
        "BasicContainers", "BitCollections", "Collections", "DequeModule", "HashTreeCollections", "HeapModule",
        "OrderedCollections",
    ]
    static let network: Set = ["NIO", "NIOCore", "NIOPosix", "NIOTLS", "NIOSSL"]
    static let observability: Set = [
        "Logging", "Metrics", "CoreMetrics", "Tracing", "Instrumentation", "ServiceContextModule", "ServiceLifecycle",
        "Configuration",
    ]
    /// Running other programs; the second and third name types of the first.
    static let processes: Set = ["Subprocess", "SystemPackage", "System"]
    static let syntax: Set = [
        "SwiftBasicFormat", "SwiftCompilerPlugin", "SwiftDiagnostics", "SwiftOperators", "SwiftParser", "SwiftSyntax",
        "SwiftSyntaxBuilder", "SwiftSyntaxMacroExpansion", "SwiftSyntaxMacros",
    ]
    /// The web framework; the others name types of its interface.
    static let web: Set = ["Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore"]
    /// What `PinyonOps` speaks of in its own interface, so that its users have to import it to name the members.
    static let operations: Set = ["PinyonOps", "Pinyon", "PinyonSim", "PinyonNear"]

    static let allowed: [String: Set<String>] = [
        "PinyonNear": union(["CPinyonThreads"], platform, collections),
        "PinyonClient": union(platform, network, collections, observability),
        "Pinyon": union(["PinyonClient", "PinyonNear", "PinyonMacros"], platform, foundation, observability),
        "PinyonMacros": syntax,
        "PinyonSim": union(["PinyonNear"], platform, foundation, processes),
        "PinyonProcesses": union(platform, foundation, processes),
        "PinyonOps": union(
            ["Pinyon", "PinyonClient", "PinyonSim", "PinyonNear", "PinyonProcesses", "CPinyonMemory"],
            ["GRDB", "Histogram", "Yams", "AsyncHTTPClient"],
            platform, foundation, observability
        ),
        "PinyonServe": union(operations, web, platform, foundation, observability),
        "PinyonCLI": union(["PinyonServe", "ArgumentParser"], operations, platform, foundation, observability),
        "PinyonProtobuf": union(["Pinyon", "SwiftProtobuf"], platform),
        "PinyonCompression": union(["Pinyon", "CZlib"], platform),
        "PinyonTesting": union(
            ["Pinyon", "PinyonClient", "PinyonNear", "PinyonProcesses", "NIOCore", "NIOPosix"], platform),
    ]

    /// Folders that are stricter than their module.
    static let layers: [String: Set<String>] = [
        "Sources/PinyonClient/Wire/": ["NIOCore"]
    ]

    private static func union(_ sets: Set<String>...) -> Set<String> {
        sets.reduce([]) { $0.union($1) }
    }
}
