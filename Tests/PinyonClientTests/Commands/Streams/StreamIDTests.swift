import PinyonClient
import Testing

struct StreamIDTests {
    @Test(
        arguments: [
            ("1526919030474-55", 1_526_919_030_474, 55), ("0-0", 0, 0), ("7", 7, 0),
            ("18446744073709551615-18446744073709551615", UInt64.max, UInt64.max),
        ] as [(String, UInt64, UInt64)])
    func textsAreRead(_ text: String, _ milliseconds: UInt64, _ sequence: UInt64) throws {
        let id = try #require(StreamID(text))
        #expect(id.milliseconds == milliseconds)
        #expect(id.sequence == sequence)
    }

    @Test(arguments: ["", "-", "1-", "-1", "1-2-3", "a-1", "1-a", "+1-1", "18446744073709551616-0", " 1-1", "1-1\n"])
    func whatIsNoIdentityIsNone(_ text: String) {
        #expect(StreamID(text) == nil)
    }

    @Test func theyAreOrdered() {
        let ids = [StreamID(milliseconds: 2, sequence: 0), .max, StreamID(milliseconds: 1, sequence: 9), .zero]
        #expect(ids.sorted().map(\.description).dropLast() == ["0-0", "1-9", "2-0"])
    }

    @Test func theNextOneFollows() {
        #expect(StreamID(milliseconds: 1, sequence: 1).next?.description == "1-2")
        #expect(StreamID(milliseconds: 1, sequence: .max).next?.description == "2-0")
        #expect(StreamID.max.next == nil)
    }

    @Test func repliesOfAnotherFormAreErrors() {
        let replies: [Recorded] = [nil, 5, [], ["1-1"], ["1-1", 7], ["x", ["a", "b"]], ["1-1", ["a"]]]
        for reply in replies {
            #expect(throws: RESPDecodingError.self) { try StreamEntry<String>.decode(recorded(reply)) }
        }
        #expect(throws: RESPDecodingError.self) { try StreamAutoclaim<StreamID>.decode(recorded(["0-0"])) }
        #expect(throws: RESPDecodingError.self) { try StreamPendingSummary.decode(recorded([1, nil, nil])) }
        #expect(throws: RESPDecodingError.self) { try StreamPendingEntry.decode(recorded(["1-1", "c", "x", 1])) }
        #expect(throws: RESPDecodingError.self) { try StreamGroup.decode(recorded(["name": "g"])) }
        #expect(throws: RESPDecodingError.self) { try StreamConsumer.decode(recorded([:])) }
        #expect(throws: RESPDecodingError.self) { try StreamInfo<String>.decode(recorded(["length": 1])) }
    }
}
