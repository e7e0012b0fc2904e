import PinyonOps
import Testing

/// Personal data in names of keys.
struct PersonalDataTests {
    private static func data(_ name: String) -> PersonalData { PersonalData(KeyName(name.utf8)) }

    @Test(arguments: [
        ("user:john.doe@example.com:cart", "user:*:cart"), ("user:j%40example.com", "user:*"),
        ("john_doe@mail.example.co.uk", "*"), ("user-john@example.com-cart", "*-cart"),
    ])
    func addressesAreFoundAndMasked(_ name: String, _ pattern: String) {
        let data = Self.data(name)
        #expect(data.kinds == [.emailAddress])
        #expect(data.pattern == pattern)
    }

    @Test(arguments: [
        "logo@2x.png", "lodash@4.17.21", "celery@worker.local", "user:@handle", "a@b", "module@1.0.0.tgz", "user:17",
    ])
    func otherNamesWithThatSignAreNoAddresses(_ name: String) {
        #expect(Self.data(name).kinds.isEmpty)
    }

    @Test(arguments: [
        "card:4111111111111111", "card:5500-0000-0000-0004:auth", "pay:378282246310005", "6011111111111117",
    ])
    func cardNumbersAreFound(_ name: String) {
        let data = Self.data(name)
        #expect(data.kinds == [.cardNumber])
        #expect(data.resemblesCard)
        let digits = data.pattern.filter(\.isNumber)
        #expect(digits.isEmpty)
    }

    /// A wrong check digit, a time in microseconds, a longer number, a number in a word.
    @Test(arguments: [
        "card:4111111111111112", "t:1700000000000000", "id:41111111111111111", "x4111111111111111", "n:17",
    ])
    func otherNumbersAreNoCards(_ name: String) {
        #expect(Self.data(name).kinds.isEmpty)
    }

    @Test func numbersWithAWrongCheckDigitResembleCards() {
        #expect(Self.data("card:4111111111111112").resemblesCard)
        #expect(!Self.data("t:1700000000000000").resemblesCard)
    }

    @Test(arguments: [
        "session:eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJl",
        "token:ghp_abcdefghijklmnopqrstuvwxyz0123456789", "aws:AKIAIOSFODNN7EXAMPLE",
    ])
    func tokensAreFoundAndMasked(_ name: String) {
        let data = Self.data(name)
        #expect(data.kinds == [.token])
        #expect(data.pattern.hasSuffix(":*"))
    }

    @Test(arguments: ["eyJustAWord:1", "session:a1b2c3d4e5f6", "ghp_short"])
    func wordsThatBeginAlikeAreNoTokens(_ name: String) {
        #expect(Self.data(name).kinds.isEmpty)
    }

    @Test func everythingInANameIsMasked() {
        let data = Self.data("a@example.com:4111111111111111:b@example.com")
        #expect(data.kinds == [.emailAddress, .cardNumber])
        #expect(data.pattern == "*:*:*")
    }
}
