import NIOCore
import PinyonClient
import Testing

/// The lines of `MONITOR`.
struct MonitoredCommandTests {
    private func parsed(_ line: String) -> MonitoredCommand? { MonitoredCommand(line: ByteBuffer(string: line)) }

    @Test func aLineSaysWhenWhereWhoAndWhat() throws {
        let command = try #require(parsed(#"1700000000.123456 [3 127.0.0.1:5000] "GET" "user:7" "a b""#))
        #expect(command.time == 1_700_000_000.123456)
        #expect(command.database == 3)
        #expect(command.client == "127.0.0.1:5000")
        #expect(command.words == ["GET", "user:7", "a b"])
    }

    @Test(arguments: [
        "127.0.0.1:5000", "[::1]:5000", "[2001:db8::7]:6379", "unix:/run/redis.sock", "unix:/run/a b/redis]1.sock",
        "lua", "?:0",
    ])
    func clientsAreOfManyKinds(_ client: String) throws {
        let command = try #require(parsed("1.000002 [0 \(client)] \"PING\""))
        #expect(command.client == client && command.database == 0 && command.words == ["PING"])
    }

    @Test func whatTheServerEscapesIsTheByteThatWasSent() throws {
        let line = #"1.0 [0 lua] "SET" "\"\\\n\r\t\a\b" "\x00\x7f\xff\xC3\xa9" "\\x41" "" "] \"x\"""#
        let arguments = try #require(parsed(line)).arguments
        #expect(arguments[1] == [0x22, 0x5C, 0x0A, 0x0D, 0x09, 0x07, 0x08])
        #expect(arguments[2] == [0x00, 0x7F, 0xFF, 0xC3, 0xA9])
        #expect(arguments[3] == Array(#"\x41"#.utf8), "an escaped backslash begins no escape")
        #expect(arguments[4].isEmpty)
        #expect(arguments[5] == Array(#"] "x""#.utf8))
        #expect(arguments.count == 6)
    }

    @Test func everyByteComesBack() throws {
        let bytes = Array(UInt8.min...UInt8.max)
        let line = "1.0 [0 127.0.0.1:1] \"SET\" \"\(bytes.map(escaped).joined())\""
        let command = try #require(parsed(line))
        #expect(command.arguments == [Array("SET".utf8), bytes])
    }

    @Test func bytesThatAreNotTextAreReplacedInWordsAndKeptInArguments() throws {
        let command = try #require(parsed(#"1.0 [0 lua] "\xff""#))
        #expect(command.words == ["\u{FFFD}"] && command.arguments == [[0xFF]])
    }

    @Test(arguments: [
        "", "OK", "1.0", "1.0 [0 lua]", "1.0 [0 lua] GET", "1.0 [lua] \"GET\"", "1.0 [x lua] \"GET\"",
        "x [0 lua] \"GET\"", "1.0 [0 lua] \"GET", "1.0 [0 lua] \"GET\"\"a\"", "1.0 [0 lua] \"GET\" a",
        "1.0 [0 lua] \"\\x4\"", "1.0 [0 lua] \"\\xzz\"", "1.0 [0 lua] \"\\q\"", "1.0 [0 lua] \"\\", "] \"1.0 [0 lua]",
    ])
    func whatIsNoSuchLineIsNoCommand(_ line: String) {
        #expect(parsed(line) == nil)
    }

    /// A byte as servers write it.
    private func escaped(_ byte: UInt8) -> String {
        switch byte {
        case 0x22, 0x5C: return "\\" + String(UnicodeScalar(byte))
        case 0x0A: return "\\n"
        case 0x0D: return "\\r"
        case 0x09: return "\\t"
        case 0x07: return "\\a"
        case 0x08: return "\\b"
        case 0x20...0x7E: return String(UnicodeScalar(byte))
        default:
            let digits = String(byte, radix: 16)
            return "\\x" + (digits.count < 2 ? "0" : "") + digits
        }
    }
}
