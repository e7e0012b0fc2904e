import Foundation
import RepositoryChecks

/// Holds the working copy around the current folder, or around the folder that is named, to the repository's rules.
@main
struct RepositoryChecksTool {
    static func main() {
        let folder = CommandLine.arguments.dropFirst().first ?? FileManager.default.currentDirectoryPath
        do {
            let tree = try Repository(containing: URL(filePath: folder)).sourceTree()
            let findings = AllChecks.findings(in: tree)
            for finding in findings { print(finding) }
            print(SizeReport(tree))
            let names = AllChecks.list.map(\.name).joined(separator: ", ")
            print("\(tree.files.count) files, checks \(names): \(findings.count) findings")
            exit(findings.isEmpty ? 0 : 1)
        } catch {
            FileHandle.standardError.write(Data("repository-checks: \(error)\n".utf8))
            exit(70)
        }
    }
}
