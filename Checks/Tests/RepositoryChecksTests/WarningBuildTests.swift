import Foundation
import RepositoryChecks
import Testing

extension CommandTests {
    /// The setting that the manifests are checked for does what it is there for.
    struct WarningBuildTests {
        private static let manifest = """
            // swift-tools-version: 6.2
            import PackageDescription

            let settings: [SwiftSetting] = [.treatAllWarnings(as: .error)]

            let package = Package(
                name: "tiny",
                targets: [.target(name: "Tiny", swiftSettings: settings)]
            )
            """

        private func build(_ body: String) throws -> Command {
            try withTemporaryFolder { folder in
                try folder.write(Self.manifest, to: "Package.swift")
                try folder.write("func plant() {\n    \(body)\n}\n", to: "Sources/Tiny/Tiny.swift")
                return try Command.run(["swift", "build"], in: folder, mergesErrors: true)
            }
        }

        @Test func aWarningFailsTheBuild() throws {
            let build = try build("let seed = 1")
            #expect(build.status != 0)
            #expect(build.text.contains("error: initialization of immutable value 'seed' was never used"))
        }

        @Test func withoutAWarningTheBuildPasses() throws {
            let build = try build("print(1)")
            #expect(build.status == 0, "\(build.text)")
        }
    }
}
