import PinyonClient
import Testing

@Suite struct ServerNameTests {
    @Test(
        "a certificate's name stands for itself, and a star for one label",
        arguments: [
            ("cache.example.com", "cache.example.com"), ("cache.example.com", "CACHE.example.COM"),
            ("cache.example.com.", "cache.example.com"), ("cache.example.com", "*.example.com"),
            ("localhost", "localhost"),
        ])
    func matches(name: String, pattern: String) {
        #expect(ServerNameCheck.matches(name, pattern: pattern))
    }

    @Test(
        "a certificate for others isn't taken",
        arguments: [
            ("cache.example.com", "example.com"), ("example.com", "*.example.com"),
            ("a.cache.example.com", "*.example.com"), ("cache.example.com", "*"), ("example.com", "*.com"),
            ("cache.example.com", "c*.example.com"), ("cache.example.com", "cache.*.com"), ("cache.example.com", ""),
            (".example.com", "*.example.com"), ("", ""), ("cache.example.com", "cache.example.com\0.other.com"),
            ("127.0.0.1", "*.0.0.1"),
        ])
    func differs(name: String, pattern: String) {
        #expect(!ServerNameCheck.matches(name, pattern: pattern))
    }
}
