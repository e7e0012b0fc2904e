import Foundation
import PinyonOps
import Testing

struct ProjectFileTests {
    @Test func profilesAndThresholdsAreRead() throws {
        let file = try ProjectFile(
            """
            profiles:
              live: redis://cache:6379
            thresholds:
              no-maxmemory: 3
            """, path: "pinyon.yaml")
        #expect(file.profiles == ["live": "redis://cache:6379"])
        var expected = Thresholds()
        try expected.set(3, for: "no-maxmemory")
        #expect(file.thresholds == expected)
    }

    @Test(arguments: ["", "# nothing\n", "profiles: {}\n"])
    func emptyFilesSayNothing(_ text: String) throws {
        #expect(try ProjectFile(text, path: "f").profiles.isEmpty)
    }

    @Test(arguments: [
        ("profiles:\n  live: [1]\n", "f:2:"), ("threshold:\n  a: 1\n", "f:1:"),
        ("thresholds:\n  no-maxmemory: much\n", "f:2:"), ("thresholds:\n  no-such-rule: 1\n", "f:2:"),
        ("- a\n", "f:1:"), ("profiles: {a\n", "f"), ("thresholds:\n  no-maxmemory: -1\n", "f:2:"),
    ])
    func mistakesAreNamedWithTheirLine(_ text: String, _ place: String) {
        let error = #expect(throws: OpsError.self) { try ProjectFile(text, path: "f") }
        #expect(error?.code == .badInput)
        #expect(error?.description.hasPrefix(place) == true, "\(error?.description ?? "")")
    }

    @Test func theNearestFileCounts() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pinyon-\(UUID().uuidString)")
        let inner = folder.appendingPathComponent("a/b")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let user = folder.appendingPathComponent("config")
        try FileManager.default.createDirectory(
            at: user.appendingPathComponent("pinyon"), withIntermediateDirectories: true)
        let environment = ["XDG_CONFIG_HOME": user.path]
        try "profiles: {x: redis://user}".write(
            to: user.appendingPathComponent("pinyon/pinyon.yaml"), atomically: true, encoding: .utf8)
        #expect(try ProjectFile(above: inner.path, environment: environment).profiles == ["x": "redis://user"])
        try "profiles: {x: redis://near}".write(
            to: folder.appendingPathComponent("a/pinyon.yaml"), atomically: true, encoding: .utf8)
        #expect(try ProjectFile(above: inner.path, environment: environment).profiles == ["x": "redis://near"])
        #expect(try ProjectFile(above: folder.path, environment: [:]).profiles.isEmpty)
    }
}
