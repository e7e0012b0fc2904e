import PinyonClient
import Testing

struct HashSlotTests {
    private static let slots: [(key: String, slot: Int)] = [
        ("", 0), ("123456789", 12_739), ("foo", 12_182), ("bar", 5_061), ("hello", 866),
        ("{user1000}.following", 3_443), ("{user1000}.followers", 3_443), ("user1000", 3_443),
        ("foo{}{bar}", 8_363), ("foo{{bar}}zap", 4_015), ("{bar", 4_015), ("foo{bar}{zap}", 5_061),
        ("x{a}", 15_495), ("{a}{b}", 15_495), ("}{a}", 15_495), ("a", 15_495), ("foo{bar\r\n}baz", 4_935),
        ("06S", 0), ("\0\0", 0), ("key:{\0}", 0), ("{}", 15_257), ("{}foo", 9_500), ("{}foo{bar}", 6_127),
        ("foo}", 15_679), ("foo{", 7_673), ("foo{bar", 15_278), ("}foo{bar}", 5_061), ("{}}", 14_790), ("{{}", 4_092),
        ("a{é}b", 10_180), ("Qi", 1),
    ]

    @Test("a key's slot", arguments: slots)
    func slot(key: String, slot: Int) {
        #expect(HashSlot(key: key).number == slot)
        #expect(HashSlot(key: Array(key.utf8)).number == slot)
        // The same text in another representation.
        #expect(HashSlot(key: String(decoding: Array(key.utf16), as: UTF16.self)).number == slot)
    }

    @Test("a key needn't be text")
    func bytes() {
        #expect(HashSlot.checksum([0xFF, 0xFF, 0, 0] as [UInt8]) == 0x84C0)
        #expect(HashSlot(key: [0xFF, 0xFF, 0, 0]).number == 1_216)
        #expect(HashSlot(key: [0xFF] + Array("{é}".utf8) + [0xFE]).number == 10_180)
    }

    @Test(
        "the checksum is CRC-16/XMODEM",
        arguments: [
            ("123456789", 0x31C3), ("Peter", 0x5E67), ("Fabian", 0x504F), ("Inverness", 0x7619),
            ("Redis is awesome", 0x345C), ("", 0),
        ])
    func checksum(text: String, checksum: UInt16) {
        #expect(HashSlot.checksum(text.utf8) == checksum)
    }

    @Test("every slot has keys, alone and between braces")
    func allSlots() {
        let keys = Self.keyOfEachSlot()
        #expect(keys.count == HashSlot.count)
        for (slot, key) in keys {
            let text = String(decoding: key, as: UTF8.self)
            #expect(HashSlot(key: key).number == slot, "\(text)")
            #expect(HashSlot(key: "some{\(text)}thing").number == slot, "\(text)")
            #expect(HashSlot(key: "{\(text)}{other}").number == slot, "\(text)")
        }
    }

    @Test("numbers outside the range are no slots")
    func numbers() {
        #expect(HashSlot(number: -1) == nil)
        #expect(HashSlot(number: 16_384) == nil)
        #expect(HashSlot(number: 0)?.number == 0)
        #expect(HashSlot(number: 16_383)?.description == "16383")
        #expect(HashSlot(key: "Qi") > HashSlot(key: ""))
    }

    /// For each slot the first of the keys "A", "B", …, "BA", … that belongs to it, by a checksum that is computed bit
    /// by bit.
    private static func keyOfEachSlot() -> [Int: [UInt8]] {
        var keys: [Int: [UInt8]] = [:]
        var number = 0
        while keys.count < HashSlot.count, number < 10_000_000 {
            number += 1
            var key: [UInt8] = []
            var rest = number
            while rest > 0 {
                key.append(UInt8(ascii: "A") + UInt8(rest % 26))
                rest /= 26
            }
            let slot = Int(bitwiseChecksum(key) % 16_384)
            if keys[slot] == nil { keys[slot] = key }
        }
        return keys
    }

    private static func bitwiseChecksum(_ bytes: [UInt8]) -> UInt16 {
        var remainder: UInt16 = 0
        for byte in bytes {
            for bit in (0..<8).reversed() {
                let isSet = (remainder >> 15) & 1 != UInt16(byte >> UInt8(bit)) & 1
                remainder <<= 1
                if isSet { remainder ^= 0b0001_0000_0010_0001 }
            }
        }
        return remainder
    }
}
