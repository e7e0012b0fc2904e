import PinyonClient
import Testing

struct StringCommandTests {
    @Test(arguments: LiveTarget.all)
    func valuesAreSetAndRead(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.get("a") == nil)
            #expect(try await client.set("a", "1"))
            #expect(try await client.get("a") == "1")
            #expect(try await client.get("a", as: Int.self) == 1)
            #expect(try await client.get("a", as: [UInt8].self) == [49])
            try await client.set("b", [UInt8]([0, 255, 13, 10]))
            #expect(try await client.get("b", as: [UInt8].self) == [0, 255, 13, 10])
            await #expect(throws: ClientError.self) { try await client.get("b") }
        }
    }
}
