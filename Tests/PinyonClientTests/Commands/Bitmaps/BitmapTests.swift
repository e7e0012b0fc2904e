import PinyonClient
import Testing

struct BitmapTests {
    @Test func encoding() {
        #expect(words(.setbit("k", 7, true)) == "SETBIT k 7 1")
        #expect(words(.setbit("k", 7, false)) == "SETBIT k 7 0")
        #expect(words(.getbit("k", 7)) == "GETBIT k 7")
        #expect(words(.bitcount("k")) == "BITCOUNT k")
        #expect(words(.bitcount("k", in: .bytes(from: 0, through: -1))) == "BITCOUNT k 0 -1")
        #expect(words(.bitcount("k", in: .bits(from: 5, through: 30))) == "BITCOUNT k 5 30 BIT")
        #expect(words(.bitpos("k", true)) == "BITPOS k 1")
        #expect(words(.bitpos("k", false, in: .bits(from: 1, through: 2))) == "BITPOS k 0 1 2 BIT")
        #expect(words(.bitpos("k", false, fromByte: 2)) == "BITPOS k 0 2")
        #expect(words(.bitop(.and, "d", ["a", "b"])) == "BITOP AND d a b")
        let names = BitOperation.allCases.map(\.rawValue)
        #expect(names == ["AND", "OR", "XOR", "NOT", "DIFF", "DIFF1", "ANDOR", "ONE"])
    }

    @Test func encodingOfFields() {
        let operations: [BitfieldOperation] = [
            .get(.unsigned(8), .bit(0)), .set(.signed(5), .element(2), to: -1),
            .increment(.unsigned(4), .bit(3), by: 10, overflow: .saturate), .get(.signed(2), .bit(1)),
            .increment(.unsigned(4), .bit(3), by: 10, overflow: .saturate),
            .set(.unsigned(4), .bit(3), to: 1, overflow: .fail), .set(.unsigned(4), .bit(3), to: 1),
        ]
        #expect(
            words(.bitfield("k", operations)) == """
                BITFIELD k GET u8 0 SET i5 #2 -1 OVERFLOW SAT INCRBY u4 3 10 GET i2 1 INCRBY u4 3 10 \
                OVERFLOW FAIL SET u4 3 1 OVERFLOW WRAP SET u4 3 1
                """)
        #expect(
            words(.bitfieldRO("k", [BitfieldRead(.unsigned(8), .bit(0)), BitfieldRead(.signed(4), .element(1))]))
                == "BITFIELD_RO k GET u8 0 GET i4 #1")
    }

    @Test(arguments: LiveTarget.all)
    func bitsAreSetAndCounted(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.setbit("a", 7, true) == false)
            #expect(try await client.setbit("a", 7, true))
            #expect(try await client.setbit("a", 20, true) == false)
            #expect(try await client.getbit("a", 7))
            #expect(try await client.getbit("a", 99) == false)
            #expect(try await client.bitcount("a") == 2)
            #expect(try await client.bitcount("a", in: .bytes(from: 1, through: -1)) == 1)
            #expect(try await client.bitpos("a", true) == 7)
            #expect(try await client.bitpos("a", true, in: .bytes(from: 1, through: 2)) == 20)
            #expect(try await client.bitpos("a", true, in: .bytes(from: 1, through: 1)) == nil)
            #expect(try await client.bitpos("a", true, fromByte: 1) == 20)
            try await client.set("b", [UInt8]([0xFF, 0xFF]))
            #expect(try await client.bitpos("b", false) == 16)
            #expect(try await client.bitpos("b", false, in: .bytes(from: 0, through: 1)) == nil)
            #expect(try await client.bitop(.and, "d", ["a", "b"]) == 3)
            #expect(try await client.get("d", as: [UInt8].self) == [1, 0, 0])
            #expect(try await client.bitop(.or, "d", ["a", "b"]) == 3)
            #expect(try await client.bitop(.xor, "d", ["a", "a"]) == 3)
            #expect(try await client.bitop(.not, "d", ["b"]) == 2)
            #expect(try await client.get("d", as: [UInt8].self) == [0, 0])
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func rangesAreInBits(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.set("a", [UInt8]([0x01, 0xF0]))
            #expect(try await client.bitcount("a", in: .bits(from: 7, through: 9)) == 3)
            #expect(try await client.bitpos("a", true, in: .bits(from: 8, through: -1)) == 8)
        }
    }

    @Test(arguments: LiveTarget.all)
    func fieldsAreReadAndChanged(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let first = try await client.bitfield(
                "a",
                [
                    .set(.unsigned(8), .element(0), to: 250), .get(.unsigned(8), .bit(0)),
                    .increment(.unsigned(8), .element(0), by: 10, overflow: .fail),
                    .increment(.unsigned(8), .element(0), by: 10, overflow: .saturate),
                    .increment(.unsigned(8), .element(0), by: 3), .set(.signed(8), .element(1), to: -5),
                ])
            #expect(first == [0, 250, nil, 255, 2, 0])
            let read = [BitfieldRead(.unsigned(8), .element(0)), BitfieldRead(.signed(8), .element(1))]
            #expect(try await client.bitfieldRO("a", read) == [2, -5])
        }
    }
}
