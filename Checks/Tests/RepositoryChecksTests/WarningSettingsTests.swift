import Foundation
import Testing

@testable import RepositoryChecks

struct WarningSettingsTests {
    private func findings(_ manifest: String) -> [String] {
        let files = ["Package.swift": manifest, "Checks/Package.swift": Self.manifest()]
        return WarningSettings().findings(in: tree(files)).map(\.description)
    }

    private static func manifest(
        settings: String = ".enableUpcomingFeature(\"ExistentialAny\"), .treatAllWarnings(as: .error),",
        target: String = ".target(name: \"A\", swiftSettings: settings)"
    ) -> String {
        """
        let settings: [SwiftSetting] = [\(settings)]
        let package = Package(name: "a", targets: [
            .target(name: "B", dependencies: [.target(name: "A")], swiftSettings: settings),
            \(target),
        ])
        """
    }

    @Test func strictManifest() {
        #expect(findings(Self.manifest()).isEmpty)
    }

    @Test(arguments: ["Package.swift", "Checks/Package.swift"])
    func thisRepositorysManifests(path: String) {
        #expect(findings(repositoryRoot.text(of: path)).isEmpty)
    }

    @Test(arguments: ["target", "executableTarget", "testTarget", "macro"])
    func targetsWithoutTheSettings(kind: String) {
        let message = "Package.swift:4: .\(kind) doesn't pass `swiftSettings: settings`"
        #expect(findings(Self.manifest(target: ".\(kind)(name: \"A\")")) == [message])
        #expect(findings(Self.manifest(target: ".\(kind)(name: \"A\", swiftSettings: [])")) == [message])
        #expect(findings(Self.manifest(target: ".\(kind)(name: \"A\" /* swiftSettings: settings */)")) == [message])
        #expect(findings(Self.manifest(target: ".\(kind)(name: \"A\", swiftSettings: settings)")).isEmpty)
    }

    @Test(arguments: [
        "", "// .treatAllWarnings(as: .error)\n", ".treatAllWarnings(as: .warning)",
        ".treatAllWarnings(as: .error, .when(configuration: .debug))",
    ])
    func settingsWithoutTheRule(settings: String) {
        let message = "Package.swift:1: `let settings` doesn't contain `.treatAllWarnings(as: .error)`"
        #expect(findings(Self.manifest(settings: settings)) == [message])
    }

    @Test func missingManifests() {
        #expect(WarningSettings().findings(in: tree([:])).map(\.path) == ["Package.swift", "Checks/Package.swift"])
    }
}
