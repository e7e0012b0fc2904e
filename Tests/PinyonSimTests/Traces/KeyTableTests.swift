import PinyonSim
import Testing

@Suite struct KeyTableTests {
    @Test func manyTextKeysKeepTheirNumbers() throws {
        var builder = TraceBuilder()
        for round in 0..<2 {
            for index in 0..<30_000 {
                let key = try id("key-\(index)", &builder)
                #expect(key == Int32(index), "round \(round)")
                try builder.append(TraceRequest(key: key), at: .line(1))
            }
        }
        let keys = try builder.finish(name: "test", format: nil).keys
        #expect(keys.count == 30_000)
        #expect(keys[0] == "key-0")
        #expect(keys[29_999] == "key-29999")
        #expect(keys.length(of: 29_999) == 9)
    }

    @Test func manyNumericKeysKeepTheirNumbers() throws {
        var builder = TraceBuilder()
        let numbers = (0..<30_000).map { UInt64($0) &* 0x1_0000_0001_0000 }
        for (index, number) in (numbers + numbers).enumerated() {
            let key = try builder.key(number: number)
            #expect(key == Int32(index % 30_000))
            try builder.append(TraceRequest(key: key), at: .line(1))
        }
        let keys = try builder.finish(name: "test", format: nil).keys
        #expect(keys.count == 30_000)
        #expect(keys[29_999] == "\(numbers[29_999])")
    }

    @Test(arguments: [0, 9, 10, 99, 100, UInt64.max])
    func lengthOfANumericKeyIsThatOfItsText(_ number: UInt64) throws {
        var builder = TraceBuilder()
        try builder.append(TraceRequest(key: try builder.key(number: number)), at: .line(1))
        let keys = try builder.finish(name: "test", format: nil).keys
        #expect(keys.length(of: 0) == keys[0].utf8.count)
        #expect(keys[0] == "\(number)")
    }

    @Test func keysThatDifferInOneByteAreApart() throws {
        var builder = TraceBuilder()
        var seen: Set<Int32> = []
        for length in 1...40 {
            let base = String(repeating: "x", count: length)
            seen.insert(try id(base, &builder))
            for position in 0..<length {
                var bytes = Array(base.utf8)
                bytes[position] = UInt8(ascii: "y")
                seen.insert(try id(String(decoding: bytes, as: UTF8.self), &builder))
            }
        }
        #expect(seen.count == (1...40).reduce(0) { $0 + $1 + 1 })
    }

    @Test func requestTakes24Bytes() {
        #expect(MemoryLayout<TraceRequest>.stride == 24)
    }

    private func id(_ text: String, _ builder: inout TraceBuilder) throws(SimError) -> Int32 {
        try Array(text.utf8).withUnsafeBufferPointer { buffer throws(SimError) in
            try builder.key(UnsafeRawBufferPointer(buffer))
        }
    }
}
