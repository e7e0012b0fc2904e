import Foundation
import RepositoryChecks

/// Writes the client's methods again, from the static functions of its commands, in the working copy around the current
/// folder or around the folder that is named.
@main
struct GenerateCommandsTool {
    static func main() {
        let folder = CommandLine.arguments.dropFirst().first ?? FileManager.default.currentDirectoryPath
        do {
            let repository = try Repository(containing: URL(filePath: folder))
            let (files, failures) = GeneratedCommands.files(for: try repository.sourceTree())
            guard failures.isEmpty else {
                for failure in failures { print(failure) }
                exit(65)
            }
            let written = try files.filter(repository.write).map(\.path)
            print("\(files.count) files, \(written.count) of them changed")
        } catch {
            FileHandle.standardError.write(Data("generate-commands: \(error)\n".utf8))
            exit(70)
        }
    }
}
