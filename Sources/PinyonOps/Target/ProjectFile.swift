internal import Foundation
internal import Yams

/// `pinyon.yaml`: names for servers, and the numbers from which on rules speak.
///
/// ```yaml
/// profiles:
///   live: redis://cache.internal:6379
/// thresholds:
///   big-value: 200000
/// ```
package struct ProjectFile: Sendable {
    /// Its name.
    package static let name = "pinyon.yaml"

    /// Where it is; nil if there is none.
    package private(set) var path: String?
    /// URLs by the names of profiles.
    package private(set) var profiles: [String: String] = [:]
    /// The numbers from which on rules speak.
    package private(set) var thresholds = Thresholds()

    /// No file.
    package init() {}

    /// The file that counts in a folder: its own, or the nearest above it, or that of the user.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - environment: Where the user's configuration is: `XDG_CONFIG_HOME`, otherwise `HOME` and `.config`.
    /// - Throws: ``OpsError/Code/badInput`` with the line where something is wrong.
    package init(above folder: String, environment: [String: String]) throws(OpsError) {
        guard let path = Self.path(above: folder, environment) else {
            self.init()
            return
        }
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
        else { throw OpsError(.badInput, "\(path) can't be read as UTF-8") }
        try self.init(text, path: path)
    }

    /// A file by its text.
    package init(_ text: String, path: String) throws(OpsError) {
        self.path = path
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw OpsError(.badInput, "\(path): \(error)")
        } catch {
            throw OpsError(.badInput, "\(path) can't be read")
        }
        guard let root, root.scalar?.string.isEmpty != true else { return }
        for (key, value) in try Self.mapping(root, "the file", path) {
            switch key.string {
            case "profiles"?: try readProfiles(value, path)
            case "thresholds"?: try readThresholds(value, path)
            default:
                throw Self.wrong("“\(key.string ?? "")” is not known here: profiles and thresholds are", key, path)
            }
        }
    }

    private static func path(above folder: String, _ environment: [String: String]) -> String? {
        var folders: [URL] = []
        var current = URL(fileURLWithPath: folder).standardizedFileURL
        while true {
            folders.append(current)
            let parent = current.deletingLastPathComponent().standardizedFileURL
            guard parent.path != current.path, current.path != "/" else { break }
            current = parent
        }
        if let home = environment["XDG_CONFIG_HOME"], !home.isEmpty {
            folders.append(URL(fileURLWithPath: home).appendingPathComponent("pinyon"))
        } else if let home = environment["HOME"], !home.isEmpty {
            folders.append(URL(fileURLWithPath: home).appendingPathComponent(".config/pinyon"))
        }
        return folders.map { $0.appendingPathComponent(name).path }.first { FileManager.default.fileExists(atPath: $0) }
    }

    private mutating func readProfiles(_ node: Node, _ path: String) throws(OpsError) {
        for (key, value) in try Self.mapping(node, "profiles", path) {
            guard let name = key.string, !name.isEmpty, let url = value.string else {
                throw Self.wrong("a profile is a name and a URL", key, path)
            }
            profiles[name] = url
        }
    }

    private mutating func readThresholds(_ node: Node, _ path: String) throws(OpsError) {
        for (key, value) in try Self.mapping(node, "thresholds", path) {
            guard let name = key.string, let number = value.float ?? value.int.map(Double.init) else {
                throw Self.wrong("a threshold is a rule and a number", key, path)
            }
            do {
                try thresholds.set(number, for: name)
            } catch {
                throw Self.wrong(error.description, key, path)
            }
        }
    }

    private static func mapping(
        _ node: Node, _ what: String, _ path: String
    ) throws(OpsError) -> [(key: Node, value: Node)] {
        guard let mapping = node.mapping else { throw wrong("\(what) is no list of names and values", node, path) }
        return mapping.map { (key: $0.key, value: $0.value) }
    }

    private static func wrong(_ reason: String, _ node: Node, _ path: String) -> OpsError {
        OpsError(.badInput, "\(path):\(node.mark?.line ?? 1): \(reason)")
    }
}
