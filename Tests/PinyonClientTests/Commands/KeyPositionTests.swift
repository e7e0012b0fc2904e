import NIOCore
import PinyonClient
import Testing

/// Which words of a command are keys, if its arguments read like options.
struct KeyPositionTests {
    /// The keys of a command; a dash stands for an empty argument.
    private func keys(_ text: String) -> [String] {
        let words = text.split(separator: " ").map { $0 == "-" ? "" : String($0) }
        let request = Command<RESPValue>(raw: words[0], arguments: Array(words.dropFirst())).request
        return request.arguments.keys(at: request.traits.keys).map { String(buffer: $0) }
    }

    @Test(
        arguments: [
            ("XREADGROUP GROUP streams w1 STREAMS orders >", ["orders"]),
            ("XREADGROUP GROUP g STREAMS STREAMS orders >", ["orders"]),
            ("XREADGROUP GROUP streams streams COUNT 1 BLOCK 0 NOACK streams streams >", ["streams"]),
            ("XREADGROUP COUNT streams GROUP g c STREAMS a b > >", ["a", "b"]),
            ("XREADGROUP GROUP g c CLAIM 100 STREAMS a >", ["a"]), ("XREAD STREAMS STREAMS 0", ["STREAMS"]),
            ("XREAD COUNT 1 streams a b 0 0", ["a", "b"]), ("XREAD STREAMS a b 0", []), ("XREAD STREAMS", []),
            ("XREAD GROUP a", []), ("XREAD", []), ("XREADGROUP GROUP", []),
        ] as [(String, [String])])
    func ofStreams(_ text: String, _ expected: [String]) {
        #expect(keys(text) == expected)
    }

    @Test(
        arguments: [
            ("SORT a BY store GET x", ["a"]), ("SORT a GET STORE LIMIT 0 5", ["a"]),
            ("SORT a GET # STORE b", ["a", "b"]),
            ("SORT a STORE b STORE c", ["a", "c"]), ("SORT a BY STORE STORE b", ["a", "b"]), ("SORT a STORE", ["a"]),
            ("SORT a LIMIT store store DESC store b", ["a", "b"]), ("SORT a STORE STORE", ["a", "STORE"]), ("SORT", []),
            ("SORT store STORE b", ["store", "b"]), ("SORT_RO a GET store", ["a"]),
        ] as [(String, [String])])
    func ofSorting(_ text: String, _ expected: [String]) {
        #expect(keys(text) == expected)
    }

    @Test(
        arguments: [
            ("GEORADIUSBYMEMBER a store 10 km", ["a"]), ("GEORADIUSBYMEMBER a STOREDIST 10 km STORE b", ["a", "b"]),
            ("GEORADIUS a 1 2 10 km COUNT 3 STOREDIST b", ["a", "b"]), ("GEORADIUS a 1 2 10 km WITHCOORD ASC", ["a"]),
            ("GEORADIUS a 1 2 10 km STORE b STOREDIST c", ["a", "c"]), ("GEORADIUS a 1 2 10 km COUNT store", ["a"]),
        ] as [(String, [String])])
    func ofCircles(_ text: String, _ expected: [String]) {
        #expect(keys(text) == expected)
    }

    @Test(
        arguments: [
            ("MIGRATE host 1 a 0 100", ["a"]), ("MIGRATE keys 1 - 0 100 KEYS a b", ["a", "b"]),
            ("MIGRATE host 1 - 0 100 AUTH keys KEYS a", ["a"]),
            ("MIGRATE host 1 - 0 100 AUTH2 keys KEYS keys a", ["a"]),
            ("MIGRATE host 1 - 0 100 COPY REPLACE keys keys", ["keys"]), ("MIGRATE host 1 - 0 100 AUTH keys", []),
            ("MIGRATE host 1 - 0 100", []), ("MIGRATE host 1 a 0 100 AUTH keys", ["a"]), ("MIGRATE host 1", []),
        ] as [(String, [String])])
    func ofMigrations(_ text: String, _ expected: [String]) {
        #expect(keys(text) == expected)
    }

    @Test(arguments: [
        "EVAL x 9223372036854775807 a", "EVAL x -1 a", "EVAL x 2 a", "EVAL x 0 a", "EVAL x 9999999999999999999999 a",
        "EVAL x a a", "EVAL x - a", "EVAL x", "EVAL", "MSETEX 4611686018427387904 a b", "MSETEX 2 a b", "ZUNION 3 a b",
        "BLMPOP 0 9223372036854775806 a", "FCALL f 1.0 a",
    ])
    func countsThatMakeNoSenseMakeNoKeys(_ text: String) {
        #expect(keys(text) == [])
    }

    @Test func countedKeysAreWhatTheCountSays() {
        #expect(keys("EVAL x 2 a b c") == ["a", "b"])
        #expect(keys("MSETEX 2 a 1 b 2 EX 10") == ["a", "b"])
        #expect(keys("ZUNIONSTORE a 2 b c WEIGHTS 1 2") == ["a", "b", "c"])
        #expect(keys("EVAL x \(String(repeating: "1", count: 10_000)) a") == [])
    }
}
