import Foundation
import RepositoryChecks
import Testing

extension CommandTests {
    struct RepositoryTests {
        private func git(_ words: String..., in folder: URL) throws {
            let git = try Command.run(["git"] + words, in: folder, mergesErrors: true)
            try #require(git.status == 0, "\(git.text)")
        }

        @Test func filesOfAWorkingCopy() throws {
            try withTemporaryFolder { folder in
                try git("init", "--quiet", in: folder)
                try folder.write(".build/\n", to: ".gitignore")
                try folder.write("built", to: ".build/out.swift")
                try folder.write("let a = 1\n", to: "Sources/A/Tracked.swift")
                try folder.write("gone", to: "Gone.md")
                try git("add", ".", in: folder)
                try folder.write("forced", to: ".build/kept.swift")
                try git("add", "--force", ".build/kept.swift", in: folder)
                try FileManager.default.removeItem(at: folder.appending(path: "Gone.md"))
                try folder.write("# é\n", to: "Neu é.md")
                try folder.write("\0binary", to: "trace.bin")

                let tree = try Repository(containing: folder.appending(path: "Sources")).sourceTree()
                let paths = [".build/kept.swift", ".gitignore", "Neu é.md", "Sources/A/Tracked.swift", "trace.bin"]
                #expect(tree.files.map(\.path) == paths)
                #expect(tree.files.map(\.text) == ["forced", ".build/\n", "# é\n", "let a = 1\n", ""])
            }
        }

        @Test func outsideOfAWorkingCopy() throws {
            try withTemporaryFolder { folder in
                _ = #expect(throws: Repository.Failure.self) { try Repository(containing: folder) }
            }
        }
    }
}
