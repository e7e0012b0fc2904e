import PinyonSim
import Testing

@Suite struct LineSplitterTests {
    @Test func longestLineIsAccepted() throws {
        let line = [UInt8](repeating: 97, count: LineSplitter.maximumLength)
        for ending in ["", "\n", "\r\n"] {
            let bytes = line + Array(ending.utf8)
            #expect(try decode(.keys, [bytes]).get().keys[0].utf8.count == line.count)
            #expect(try decode(.keys, pieces(of: bytes, length: 1_000)).get().keys[0].utf8.count == line.count)
        }
    }

    @Test func longerLineIsAnError() throws {
        let line = Array("a\n".utf8) + [UInt8](repeating: 97, count: LineSplitter.maximumLength + 1)
        for ending in ["", "\n", "\r\n"] {
            for length in [1_000, 60_000, 100_000] {
                let bytes = line + Array(ending.utf8)
                let result = decode(.keys, pieces(of: bytes, length: length))
                let error = try #require(throws: SimError.self) { try result.get() }
                #expect(error.code == .lineTooLong)
                #expect(error.position == .line(2))
            }
        }
    }

    @Test func endlessLineIsNotCollected() throws {
        var splitter = LineSplitter()
        let piece = [UInt8](repeating: 97, count: 40_000)
        let error = try #require(throws: SimError.self) {
            for _ in 0..<3 {
                try piece.withUnsafeBufferPointer { buffer throws(SimError) in
                    try splitter.split(UnsafeRawBufferPointer(buffer)) { _, _ in true }
                }
            }
        }
        #expect(error.code == .lineTooLong)
    }

    @Test func linesAreNumberedFromOne() throws {
        var splitter = LineSplitter()
        var seen: [String] = []
        func take(_ line: UnsafeRawBufferPointer, _ number: Int) -> Bool {
            seen.append("\(number):\(String(decoding: line, as: UTF8.self))")
            return true
        }
        for piece in ["a", "b\n\nc", "\nd"] {
            try Array(piece.utf8).withUnsafeBufferPointer { buffer throws(SimError) in
                try splitter.split(UnsafeRawBufferPointer(buffer), take)
            }
        }
        try splitter.finish(take)
        #expect(seen == ["1:ab", "2:", "3:c", "4:d"])
    }

    private func pieces(of bytes: [UInt8], length: Int) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: length).map { Array(bytes[$0..<min($0 + length, bytes.count)]) }
    }
}
