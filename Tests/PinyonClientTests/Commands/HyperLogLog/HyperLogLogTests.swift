import PinyonClient
import Testing

struct HyperLogLogTests {
    @Test func encoding() {
        #expect(words(.pfadd("k", ["a", "b"])) == "PFADD k a b")
        #expect(words(.pfcount("k")) == "PFCOUNT k")
        #expect(words(.pfcount(["a", "b"])) == "PFCOUNT a b")
        #expect(words(.pfmerge("d", ["a", "b"])) == "PFMERGE d a b")
    }

    @Test(arguments: LiveTarget.all)
    func elementsAreCounted(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let key = "daily:visitors:20260124"
            #expect(try await client.pfadd(key, ["user:1001", "user:1002", "guest:abc"]))
            #expect(try await client.pfadd(key, "user:1001") == false)
            #expect(try await client.pfcount(key) == 3)
            #expect(try await client.pfadd("made", [String]()))
            try await client.pfadd("other", ["user:1001", "user:9"])
            #expect(try await client.pfcount([key, "other"]) == 4)
            try await client.pfmerge("both", [key, "other"])
            #expect(try await client.pfcount("both") == 4)
            try await client.pfmerge("both", "made")
            #expect(try await client.pfcount(["both", "none"]) == 4)
        }
    }
}
