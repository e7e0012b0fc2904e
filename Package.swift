// swift-tools-version: 6.2
import PackageDescription

/// Every target is compiled with the same settings, so that none can be stricter or laxer than its neighbours.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// Tests with thousands of expectations take minutes to be optimised, and gain nothing: what they test is.
let unoptimized: [SwiftSetting] = [.unsafeFlags(["-Onone"])]

let package = Package(
    name: "pinyon",
    platforms: [.macOS(.v15)],
    products: [
        // The near tier is compiled into its users: naming it here makes them build again when it changes.
        .library(name: "Pinyon", targets: ["Pinyon", "PinyonNear"]),
        .library(name: "PinyonClient", targets: ["PinyonClient"]),
        .library(name: "PinyonTesting", targets: ["PinyonTesting"]),
        .executable(name: "pinyon", targets: ["PinyonCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        .target(name: "CPinyonThreads", swiftSettings: settings),
        .target(name: "CPinyonMemory", swiftSettings: settings),
        .target(name: "PinyonNear", dependencies: ["CPinyonThreads"], swiftSettings: settings),
        .target(
            name: "PinyonClient",
            dependencies: [
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: settings
        ),
        .target(name: "Pinyon", dependencies: ["PinyonNear"], swiftSettings: settings),
        .target(
            name: "PinyonProcesses",
            dependencies: [.product(name: "Subprocess", package: "swift-subprocess")],
            swiftSettings: settings
        ),
        .target(
            name: "PinyonSim",
            dependencies: ["PinyonNear", .product(name: "Subprocess", package: "swift-subprocess")],
            swiftSettings: settings
        ),
        .target(
            name: "PinyonOps",
            dependencies: [
                "CPinyonMemory", "Pinyon", "PinyonClient", "PinyonNear", "PinyonProcesses", "PinyonSim",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "PinyonCLI",
            dependencies: [
                "PinyonOps", "PinyonNear", "PinyonSim",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "PinyonTesting",
            dependencies: [
                "Pinyon", "PinyonClient", "PinyonProcesses",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PinyonClientTests",
            dependencies: [
                "CPinyonMemory", "PinyonClient", "PinyonProcesses",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings + unoptimized
        ),
        .testTarget(
            name: "FuzzTests",
            dependencies: ["CPinyonMemory", "PinyonClient", .product(name: "NIOCore", package: "swift-nio")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "LiveTests",
            dependencies: [
                "CPinyonMemory", "PinyonClient", "PinyonTesting",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: settings + unoptimized
        ),
        .testTarget(name: "PinyonProcessesTests", dependencies: ["PinyonProcesses"], swiftSettings: settings),
        .testTarget(
            name: "PinyonTestingTests",
            dependencies: [
                "PinyonTesting",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
        .testTarget(name: "PinyonNearTests", dependencies: ["PinyonNear", "PinyonSim"], swiftSettings: settings),
        .testTarget(
            name: "PinyonTests",
            dependencies: ["Pinyon", "PinyonNear", "PinyonTesting"],
            swiftSettings: settings
        ),
        .testTarget(name: "PinyonSimTests", dependencies: ["PinyonSim"], swiftSettings: settings),
        .testTarget(
            name: "PinyonOpsTests",
            dependencies: [
                "PinyonOps", "Pinyon", "PinyonClient", "PinyonNear", "PinyonProcesses", "PinyonSim", "PinyonTesting",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PinyonCLITests",
            dependencies: ["PinyonCLI", "PinyonClient", "PinyonTesting"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
