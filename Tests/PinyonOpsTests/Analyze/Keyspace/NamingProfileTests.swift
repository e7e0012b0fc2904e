import PinyonOps
import Testing

/// How consistently keys are named.
struct NamingProfileTests {
    private static func profile(_ names: [String]) -> NamingProfile {
        NamingProfile(names.map { KeyName($0.utf8) })
    }

    @Test func namesOfOneSchemeConform() {
        let profile = Self.profile((0..<60).map { "user:\($0):name" } + (0..<40).map { "order:\($0)" })
        #expect(profile.majority == ":")
        #expect(profile.conformity == 100)
        #expect(profile.flaws.isEmpty)
        #expect(profile.variants.isEmpty)
        #expect(profile.firstSegments == 2)
    }

    @Test func otherDelimitersAndNoneAreFlaws() {
        let profile = Self.profile(
            (0..<80).map { "user:\($0)" } + (0..<15).map { "cart.\($0)" } + (0..<5).map { "word\($0)" })
        #expect(profile.delimiters == [":": 80, ".": 15])
        #expect(profile.flaws == [.otherDelimiter: 15, .noDelimiter: 5])
        #expect(profile.conformity == 80)
    }

    @Test(arguments: [("users", "user"), ("User", "user"), ("user_profile", "userProfile"), ("entries", "entry")])
    func spellingsOfTheSameWordAreFound(_ minor: String, _ major: String) {
        let profile = Self.profile((0..<80).map { "\(major):\($0)" } + (0..<20).map { "\(minor):\($0)" })
        #expect(profile.variants.map { $0.map(\.text) } == [[major, minor]])
        #expect(profile.variants.map { $0.map(\.keys) } == [[80, 20]])
        #expect(profile.flaws[.otherSpelling] == 20)
        #expect(profile.conformity == 80)
    }

    @Test func aSetOfAllUsersIsNoOtherSpelling() {
        let profile = Self.profile((0..<99).map { "user:\($0)" } + ["users:active"])
        #expect(profile.variants.isEmpty)
        #expect(profile.conformity == 100)
    }

    @Test func identifiersAtTheBeginningAreFlaws() {
        let profile = Self.profile((0..<50).map { "\($0):cart" } + (0..<50).map { "user:\($0)" })
        #expect(profile.firstSegments == 51)
        #expect(profile.flaws == [.identifierFirst: 50])
        #expect(profile.conformity == 50)
    }

    @Test func aFewNumbersAtTheBeginningAreVersions() {
        let profile = Self.profile((0..<100).map { "\($0 % 3):user:\($0)" })
        #expect(profile.flaws.isEmpty)
    }

    @Test func oddBytesAreFlaws() {
        let long = String(repeating: "x", count: 130)
        let names = ["a:b 1", "a:\u{7}", "a:\(long)", "a:1"].map { KeyName($0.utf8) } + [KeyName([0x61, 0x3A, 0xFF])]
        let profile = NamingProfile(names)
        #expect(profile.flaws == [.spaces: 1, .controls: 1, .long: 1, .notUTF8: 1])
        #expect(profile.conformingKeys == 1)
    }

    @Test func noNamesHaveNoConformity() {
        #expect(Self.profile([]).conformity == nil)
    }

    @Test func tagsAreCountedWithTheirKeysAndBytes() throws {
        var records = (0..<6).map { MadeUp.key("{a}:\($0)", bytes: 10) } + (0..<3).map { MadeUp.key("{b}:\($0)") }
        records.append(MadeUp.key("{}c"))
        records[0].node = 1
        let profile = TagProfile(records, limit: 1)
        #expect(profile.keys == 10)
        #expect(profile.taggedKeys == 9)
        #expect(profile.percent == 90)
        #expect(profile.keysByNode == [0: 9, 1: 1])
        let tag = try #require(profile.top.first)
        #expect(profile.top.count == 1)
        #expect(tag.name.printable == "a")
        #expect(tag.keys == 6)
        #expect(tag.bytes == 60)
        #expect(tag.keysByNode == [0: 5, 1: 1])
    }
}
