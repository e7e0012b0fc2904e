import PinyonOps
import Testing

struct KeyNameTests {
    @Test(arguments: [
        ("user:17", "user:17"), ("Größe ✓", "Größe ✓"), ("a\\b", "a\\\\b"), ("a\nb\u{1B}[31m", "a\\x0ab\\x1b[31m"),
        ("\u{202E}txt", "\\xe2\\x80\\xaetxt"), ("", ""),
    ])
    func textsAreShownWithoutWhatTerminalsWouldObey(_ text: String, _ expected: String) {
        #expect(KeyName(text.utf8).printable == expected)
        #expect(KeyName(text.utf8).text == text)
    }

    @Test func bytesThatAreNoTextAreShownInHexadecimal() {
        let name = KeyName([0x61, 0xFF, 0x00, 0x5C, 0x7A] as [UInt8])
        #expect(name.text == nil)
        #expect(name.printable == "a\\xff\\x00\\\\z")
        #expect(name.base64 == "Yf8AXHo=")
    }
}
