// swift-tools-version: 6.2
import PackageDescription

/// The same settings as the package that is checked, so that the checks keep the rules they hold others to.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "repository-checks",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "repository-checks", targets: ["RepositoryChecksTool"]),
        .executable(name: "generate-commands", targets: ["GenerateCommandsTool"]),
    ],
    targets: [
        .target(name: "RepositoryChecks", swiftSettings: settings),
        .executableTarget(name: "RepositoryChecksTool", dependencies: ["RepositoryChecks"], swiftSettings: settings),
        .executableTarget(name: "GenerateCommandsTool", dependencies: ["RepositoryChecks"], swiftSettings: settings),
        .testTarget(name: "RepositoryChecksTests", dependencies: ["RepositoryChecks"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
