import PinyonClient
import PinyonOps
import Testing

/// What names of keys are made of.
struct KeyShapeTests {
    private static func shape(_ name: String) -> KeyShape { KeyShape(KeyName(name.utf8)) }

    @Test(arguments: [
        ("user:17:name", "user:*:name"), ("user:-4.5", "user:*"), ("config", "config"), ("key123", "key*"),
        ("session:550e8400-e29b-41d4-a716-446655440000", "session:*"),
        ("session-550e8400-e29b-41d4-a716-446655440000", "session-*"),
        ("550e8400-e29b-41d4-a716-446655440000", "*"), ("a-2024-01-31-b", "a-*-b"),
        ("cache:5d41402abc4b2a76b9719d911017c592", "cache:*"), ("log_2024-01-31_errors", "log_*_errors"),
        ("mail:john.doe@example.com:inbox", "mail:*:inbox"), ("order.1001.items", "order.*.items"),
        ("{user:17}:name", "{user:*}:name"), ("{17}:name", "{*}:name"), ("app/user_17/profile", "app/user_*/profile"),
        ("token:V1StGXR8_Z5jdHi6B-myT", "token:*"), ("x:sess_ab12cd34ef56", "x:sess_*"),
        ("x:node-1-disk-2", "x:node-*-disk-*"), ("queue:01ARZ3NDEKTSV4RRFFQ69G5FAV", "queue:*"),
    ])
    func whatTellsOneThingFromAnotherIsGeneralized(_ name: String, _ pattern: String) {
        #expect(Self.shape(name).pattern == pattern)
    }

    @Test(arguments: [
        "md5:v2:ipv4", "accessTokenStore:all", "user:first_name", "a::b", "facade:decade", "ключ:имя", "",
    ])
    func wordsStayAsTheyAre(_ name: String) {
        #expect(Self.shape(name).pattern == name)
    }

    @Test func wordsLongerThanAnyWordAreIdentifiers() {
        let long = String(repeating: "ab", count: 40)
        #expect(Self.shape("x:\(long)").pattern == "x:*")
    }

    @Test(arguments: [
        ("a:b.c", ":", 2), ("a/b.c", "/", 2), ("a.b_c", ".", 2), ("a_b-c", "_", 2), ("a-b-c", "-", 3),
        ("a|b-c", "|", 2), ("a::b", ":", 3), ("a-", "-", 2),
    ])
    func theFirstOfTheDelimitersSplits(_ name: String, _ delimiter: String, _ depth: Int) {
        let shape = Self.shape(name)
        #expect(shape.delimiter.map(String.init) == delimiter)
        #expect(shape.depth == depth)
    }

    @Test(arguments: ["alone", "john@example.com", "1.2.3.4", "2024-01-31"])
    func namesOfOnePartHaveNoDelimiter(_ name: String) {
        let shape = Self.shape(name)
        #expect(shape.delimiter == nil)
        #expect(shape.depth == 1)
    }

    @Test func segmentsTellWhetherTheyAreIdentifiers() {
        #expect(Self.shape("user:17:name").segments.map(\.isIdentifier) == [false, true, false])
        #expect(Self.shape("user:17:name").segments.map(\.text) == ["user", "17", "name"])
    }

    @Test(arguments: [
        ("{user1000}.following", "user1000"), ("foo{bar}{zap}", "bar"), ("foo{{bar}}zap", "{bar"), ("{a}", "a"),
    ])
    func theTagIsWhatTheServerHashes(_ name: String, _ tag: String) throws {
        let found = try #require(Self.shape(name).tag)
        #expect(String(decoding: found, as: UTF8.self) == tag)
        #expect(HashSlot(key: name) == HashSlot(key: tag))
    }

    @Test(arguments: ["foo{}{bar}", "foo{bar", "foo}bar{", "foo", "{}"])
    func emptyAndOpenBracesAreNoTag(_ name: String) {
        #expect(Self.shape(name).tag == nil)
    }

    @Test func whatIsOddIsTold() {
        #expect(Self.shape("user:17").charset == .ascii)
        #expect(Self.shape("имя:17").charset == .unicode)
        let binary = KeyShape(KeyName([0x75, 0x3A, 0xFF, 0xFE, 0x01]))
        #expect(binary.charset == .binary)
        #expect(binary.hasControls)
        #expect(binary.pattern == "u:*")
        #expect(Self.shape("a b").hasSpaces)
        #expect(!Self.shape("a_b").hasSpaces)
        #expect(!Self.shape("a_b").hasControls)
        #expect(Self.shape("имя").byteCount == 6)
    }

    @Test func groupsAreKeysOfTheSamePattern() {
        let records = ["a:1", "b:1", "b:2", "b:x"].map { KeyRecord(KeyName($0.utf8), type: .string) }
        let groups = KeyGroup.groups(records)
        #expect(groups.map(\.pattern) == ["b:*", "a:*", "b:x"])
        #expect(groups.map(\.records.count) == [2, 1, 1])
    }
}
