import NIOCore
import PinyonClient
import Testing

@Suite(.serialized)
struct JSONCommandTests {
    private let document = #"{"a":1,"b":[1,2,3],"s":"text","o":{"x":true},"n":null,"f":1.5}"#

    @Test(arguments: ModuleServer.targets)
    func documentsAreSetReadMergedAndDeleted(_ target: LiveTarget) async throws {
        try await target.withModules(["rejson"]) { client in
            #expect(try await client.jsonGet("doc") == nil)
            #expect(try await client.jsonSet("doc", "$", document))
            #expect(try await client.jsonGet("doc") == document)
            #expect(try await client.jsonGet("doc", ["$.a"]) == "[1]")
            #expect(try await client.jsonGet("doc", ["$.o.x"], as: [UInt8].self) == Array("[true]".utf8))
            let several = try #require(try await client.jsonGet("doc", ["$.a", "$.f"]))
            #expect([#"{"$.a":[1],"$.f":[1.5]}"#, #"{"$.f":[1.5],"$.a":[1]}"#].contains(several))
            #expect(try await !client.jsonSet("doc", "$", "1", condition: .ifAbsent))
            #expect(try await client.jsonSet("doc", "$.a", 2, condition: .ifPresent))
            #expect(try await client.jsonMget(["doc", "missing"], "$.a") == ["[2]", nil])
            try await client.jsonMset([(key: "doc", path: "$.a", json: "3"), (key: "new", path: "$", json: "{}")])
            #expect(try await client.jsonMget(["doc", "new"], as: [UInt8].self)[1] == Array("[{}]".utf8))
            try await client.jsonMerge("doc", "$", #"{"a":null,"z":5}"#)
            #expect(try await client.jsonGet("doc", ["$.a"]) == "[]")
            #expect(try await client.jsonGet("doc", ["$.z"]) == "[5]")
            #expect(try await client.jsonDel("doc", "$.z") == 1)
            #expect(try await client.jsonDel("doc") == 1)
            #expect(try await client.jsonDel("doc") == 0)
            await expectServerError("ERR") { try await client.jsonSet("missing", "$.a", 1) }
        }
    }

    @Test(arguments: ModuleServer.targets)
    func valuesTellTheirTypesAndChange(_ target: LiveTarget) async throws {
        try await target.withModules(["rejson"]) { client in
            try await client.jsonSet("doc", "$", document)
            let types = ["integer", "array", "string", "object", "null", "number"]
            #expect(try await client.jsonType("doc", "$.*") == types)
            #expect(try await client.jsonType("doc") == ["object"])
            #expect(try await client.jsonType("doc", ".a") == ["integer"])
            #expect(try await client.jsonType("doc", "$.nothing") == [])
            #expect(try await client.jsonType("missing") == [])
            #expect(try await client.jsonNumincrby("doc", "$.a", 2) == [3])
            #expect(try await client.jsonNumincrby("doc", "$.f", -0.25) == [1.25])
            #expect(try await client.jsonNumincrby("doc", "$.s", 1) == [nil])
            #expect(try await client.jsonNumincrby("doc", "$.*", 1) == [4, nil, nil, nil, nil, 2.25])
            #expect(try await client.jsonNumincrby("doc", ".a", 1) == [5])
            _ = try await client.jsonStrappend("doc", "$.s", #""é""#)
            #expect(try await client.jsonGet("doc", ["$.s"]) == #"["texté"]"#)
            #expect(try await client.jsonStrlen("doc", "$.*").compactMap { $0 }.count == 1)
            #expect(try await client.jsonToggle("doc", "$.o.x") == [false])
            #expect(try await client.jsonToggle("doc", "$.a") == [nil])
            #expect(try await client.jsonToggle("doc", ".o.x") == [true])
            #expect(try await client.jsonObjkeys("doc", "$.*") == [nil, nil, nil, ["x"], nil, nil])
            #expect(try await client.jsonObjkeys("doc") == [["a", "b", "s", "o", "n", "f"]])
            #expect(try await client.jsonObjlen("doc") == [6])
            #expect(try await client.jsonObjlen("doc", "$.a") == [nil])
            #expect(try #require(try await client.jsonDebugMemory("doc").first ?? nil) > 0)
            #expect(try await client.jsonClear("doc", "$.o") == 1)
            #expect(try await client.jsonGet("doc", ["$.o"]) == "[{}]")
        }
    }

    @Test(arguments: ModuleServer.targets)
    func wholeNumbersStayWholeWhenWholeOnesAreAdded(_ target: LiveTarget) async throws {
        try await target.withModules(["rejson"]) { client in
            try await client.jsonSet("doc", "$", #"{"a":10,"f":1.5}"#)
            let literal = try await client.jsonNumincrby("doc", "$.a", 1)
            let double: Double = 2
            let sum = try await client.jsonNumincrby("doc", "$.a", double)
            let both = try await client.jsonNumincrby("doc", "$.*", -double)
            #expect(literal == [11] && sum == [13] && both == [11, -0.5])
            let types = try await client.jsonType("doc", "$.*")
            #expect(types == ["integer", "number"])
            let text = try await client.jsonGet("doc", ["$.a"])
            #expect(text == "[11]")
            let fraction = try await client.jsonNumincrby("doc", "$.a", 0.5)
            let type = try await client.jsonType("doc", "$.a")
            #expect(fraction == [11.5] && type == ["number"])
        }
    }

    @Test func amountsThatAreWholeHaveNoFractionOnTheWire() {
        let amounts: [(Double, String)] = [
            (1, "1"), (-3, "-3"), (0, "0"), (-0.0, "0"), (0.25, "0.25"), (1e15, "1000000000000000"),
            (9_007_199_254_740_992, "9007199254740992"), (1e16, "1e+16"), (-1e300, "-1e+300"), (.infinity, "inf"),
        ]
        for (amount, text) in amounts {
            #expect(words(.jsonNumincrby("d", "$", amount)) == "JSON.NUMINCRBY d $ \(text)")
        }
        #expect(words(.jsonNumincrby("d", "$", Int.max)) == "JSON.NUMINCRBY d $ 9223372036854775807")
    }

    @Test(arguments: ModuleServer.targets)
    func arraysAreChanged(_ target: LiveTarget) async throws {
        try await target.withModules(["rejson"]) { client in
            try await client.jsonSet("doc", "$", document)
            #expect(try await client.jsonArrappend("doc", "$.b", [4, 5]) == [5])
            #expect(try await client.jsonArrappend("doc", "$.s", [4]) == [nil])
            #expect(try await client.jsonArrindex("doc", "$.b", 3) == [2])
            #expect(try await client.jsonArrindex("doc", "$.b", 3, from: 3) == [-1])
            #expect(try await client.jsonArrindex("doc", "$.b", 3, from: 0, upTo: 2) == [-1])
            #expect(try await client.jsonArrinsert("doc", "$.b", at: 0, [#""first""#]) == [6])
            #expect(try await client.jsonArrlen("doc", "$.*") == [nil, 6, nil, nil, nil, nil])
            #expect(try await client.jsonArrlen("doc", ".b") == [6])
            #expect(try await client.jsonArrpop("doc", "$.b") == ["5"])
            #expect(try await client.jsonArrpop("doc", "$.b", at: 0) == [#""first""#])
            #expect(try await client.jsonArrpop("doc", "$.b", as: Int.self) == [4])
            #expect(try await client.jsonArrpop("doc", "$.a") == [nil])
            #expect(try await client.jsonArrtrim("doc", "$.b", from: 1, through: -1) == [2])
            #expect(try await client.jsonGet("doc", ["$.b"]) == "[[2,3]]")
            #expect(try await client.jsonArrtrim("doc", "$.b", from: 5, through: 9) == [0])
            #expect(try await client.jsonArrpop("doc", "$.b") == [nil])
        }
    }

    @Test func repliesInOtherFormsAreReadOrErrors() throws {
        let numbers = Command.jsonNumincrby("d", "$", 1).decode
        #expect(try numbers(recorded(text: "[3,null,1.5]")) == [3, nil, 1.5])
        #expect(try numbers(recorded(text: "7")) == [7])
        #expect(try numbers(recorded(text: "[]")) == [])
        #expect(try numbers(recorded([1, nil])) == [1, nil])
        #expect(throws: RESPDecodingError.self) { try numbers(recorded(text: "[x]")) }
        #expect(throws: RESPDecodingError.self) { try numbers(recorded(nil)) }
        let types = Command.jsonType("d").decode
        #expect(try types(recorded([["a", "b"]])) == ["a", "b"])
        #expect(try types(recorded([nil])) == [])
        #expect(try types(recorded([[]])) == [])
        #expect(try types(recorded("object")) == ["object"])
        #expect(throws: RESPDecodingError.self) { try types(recorded([["a", nil]])) }
        let booleans = Command.jsonToggle("d", "$").decode
        #expect(try booleans(recorded(text: "true")) == [true])
        #expect(throws: RESPDecodingError.self) { try booleans(recorded(text: "maybe")) }
        let counts = Command.jsonArrlen("d").decode
        #expect(try counts(recorded(nil)) == [nil])
        #expect(throws: RESPDecodingError.self) { try counts(recorded(["x"])) }
    }

    @Test func keysOfSeveralDocumentsAreKnown() {
        let mget = Command.jsonMget(["a", "b"], "$.x")
        #expect(mget.arguments.keys(at: mget.traits.keys).map { String(buffer: $0) } == ["a", "b"])
        let mset = Command.jsonMset([(key: "a", path: "$", json: "1"), (key: "b", path: "$", json: "2")])
        #expect(mset.arguments.keys(at: mset.traits.keys).map { String(buffer: $0) } == ["a", "b"])
    }
}
