import NIOCore
import PinyonClient
import Testing

@Suite(.serialized)
struct SearchCommandTests {
    private let modules = ["rejson", "redisearch"]

    /// Makes an index and waits until it has two hashes.
    private func fill(_ client: SocketSender) async throws {
        try await client.ftCreate(
            "products", on: .hashes(prefixes: ["p:"]),
            [
                SearchField("title", .text(weight: 2), isSortable: true),
                SearchField("price", .numeric, isSortable: true), SearchField("tags", .tag(separator: ";")),
                SearchField("place", .geo, as: "where"),
                SearchField("vec", .vector(SearchVector(.flat, .float32, dimensions: 2, distance: .euclidean))),
            ])
        _ = try await client.reply(
            to: ["HSET", "p:1", "title", "hello world", "price", "10", "tags", "a;b", "place", "1,2"])
        _ = try await client.reply(to: ["HSET", "p:2", "title", "hello there", "price", "20", "tags", "b;c"])
        try await eventually { try await client.ftInfo("products").documentCount == 2 }
    }

    @Test(arguments: ModuleServer.targets)
    func hashesAreFound(_ target: LiveTarget) async throws {
        try await target.withModules(modules) { client in
            try await fill(client)
            let all = try await client.ftSearch("products", "hello")
            #expect(all.total == 2)
            #expect(Set(all.documents.map(\.key)) == ["p:1", "p:2"])
            let first = try #require(all.documents.first { $0.key == "p:1" })
            #expect(first["title"] == "hello world" && first["price"] == "10" && first["nothing"] == nil)
            #expect(first.score == nil)
            #expect(Set(first.row.fields.map(\.name)) == ["title", "price", "tags", "place"])
            var options = SearchOptions()
            options.returning = []
            #expect(try await client.ftSearch("products", "hello", options: options).documents.count == 2)
            options.withScores = true
            options.sorting = (field: "price", order: .descending)
            options.limit = PageLimit(count: 1)
            let scored = try await client.ftSearch("products", "hello", options: options)
            #expect(scored.total == 2 && scored.documents.map(\.key) == ["p:2"])
            #expect(try #require(scored.documents.first?.score) > 0)
            options.returning = ["title"]
            let titles = try await client.ftSearch("products", "hello", options: options)
            #expect(titles.documents.first?["title"] == "hello there")
            #expect(titles.documents.first?.row.fields.count == 1)
            #expect(try await client.ftSearch("products", "nothing").documents == [])
        }
    }

    @Test(arguments: ModuleServer.targets)
    func searchesTakeParametersAndOptions(_ target: LiveTarget) async throws {
        try await target.withModules(modules) { client in
            try await fill(client)
            var options = SearchOptions()
            options.parameters = [(name: "low", value: 15), (name: "word", value: "hello")]
            options.dialect = 2
            options.returning = ["price"]
            let found = try await client.ftSearch(
                "products", "@title:$word @price:[$low +inf]", options: options, as: Int.self)
            #expect(found.documents.map { $0["price"] } == [20])
            var narrow = SearchOptions()
            narrow.keys = ["p:1"]
            narrow.fields = ["title"]
            narrow.slop = 1
            narrow.inOrder = true
            narrow.verbatim = true
            narrow.language = "english"
            narrow.timeout = .seconds(1)
            #expect(
                try await client.ftSearch("products", "hello world", options: narrow).documents.map(\.key) == ["p:1"])
            #expect(try await client.ftSearch("products", "@tags:{b}").total == 2)
            let missing = await #expect(throws: ClientError.self) { try await client.ftSearch("missing", "x") }
            #expect(missing?.code == .server)
        }
    }

    @Test(arguments: ModuleServer.targets)
    func indexesAreDescribedChangedAndDropped(_ target: LiveTarget) async throws {
        try await target.withModules(modules) { client in
            try await fill(client)
            #expect(try await client.ftList() == ["products"])
            let info = try await client.ftInfo("products")
            #expect(info.name == "products" && info.keyType == "HASH" && info.prefixes == ["p:"])
            #expect(info.attributes.map(\.name) == ["title", "price", "tags", "where", "vec"])
            #expect(info.attributes.map(\.type) == ["TEXT", "NUMERIC", "TAG", "GEO", "VECTOR"])
            #expect(info.attributes.map(\.isSortable) == [true, true, false, false, false])
            #expect(info.attributes[3].identifier == "place")
            #expect(info.attributes[0].fields.number("WEIGHT") == 2)
            #expect(!info.isIndexing && info.indexedShare == 1 && info.failureCount == 0)
            #expect(info.termCount != nil && info.totalMebibytes != nil)
            try await client.ftAlter("products", adding: [SearchField("maker", .text(stemming: false))])
            #expect(try await client.ftInfo("products").attributes.count == 6)
            try await client.ftAliasadd("goods", "products")
            try await client.ftAliasupdate("goods", "products")
            #expect(try await client.ftSearch("goods", "hello").total == 2)
            try await client.ftAliasdel("goods")
            #expect(Set(try await client.ftTagvals("products", "tags")) == ["a", "b", "c"])
            #expect(try await client.ftExplain("products", "hello world", dialect: 2).contains("hello"))
            try await client.ftDropindex("products")
            #expect(try await client.dbsize() == 2)
            try await fill(client)
            try await client.ftDropindex("products", deletingDocuments: true)
            #expect(try await client.dbsize() == 0)
            #expect(try await client.ftList() == [])
        }
    }

    @Test(arguments: ModuleServer.targets)
    func somethingIsComputedOfTheKeys(_ target: LiveTarget) async throws {
        try await target.withModules(modules) { client in
            try await fill(client)
            let sums = try await client.ftAggregate(
                "products", "*",
                [
                    .group(
                        by: [],
                        [
                            .count(as: "n"), .sum("@price", as: "sum"), .minimum("@price", as: "least"),
                            .maximum("@price", as: "most"), .average("@price", as: "mean"),
                        ]),
                    .apply("@sum * 2", as: "twice"),
                ], as: Double.self)
            let row = try #require(sums.rows.first)
            #expect(row["n"] == 2 && row["sum"] == 30 && row["least"] == 10 && row["most"] == 20)
            #expect(row["mean"] == 15 && row["twice"] == 60)
            #expect(sums.cursor == nil)
            let sorted = try await client.ftAggregate(
                "products", "hello",
                [
                    .load(["@title"]), .sort(by: "@price", .descending, maximum: 5), .filter("@price > 5"),
                    .limit(PageLimit(count: 1)),
                ])
            #expect(sorted.rows.map { $0["title"] } == ["hello there"])
            var options = AggregateOptions()
            options.cursorCount = 1
            options.cursorIdle = .seconds(10)
            options.verbatim = true
            options.timeout = .seconds(1)
            options.dialect = 2
            options.parameters = [(name: "word", value: "hello")]
            let first = try await client.ftAggregate("products", "$word", [.load()], options: options)
            #expect(first.rows.count == 1)
            let cursor = try #require(first.cursor)
            let second = try await client.ftCursorRead("products", cursor, count: 1)
            #expect(second.rows.count == 1)
            let last = try #require(second.cursor)
            try await client.ftCursorDel("products", last)
        }
    }

    @Test(arguments: ModuleServer.targets)
    func documentsInJSONAreFound(_ target: LiveTarget) async throws {
        try await target.withModules(modules) { client in
            try await client.ftCreate(
                "docs", on: .json(prefixes: []), [SearchField("$.name", .text(), as: "name")],
                options: SearchIndexOptions(
                    filter: "@name != ''", language: "english", stopWords: ["the"], temporary: .seconds(1000)))
            try await client.jsonSet("d:1", "$", #"{"name":"lamp"}"#)
            try await eventually { try await client.ftInfo("docs").documentCount == 1 }
            let found = try await client.ftSearch("docs", "lamp")
            #expect(found.documents.map { $0["$"] } == [#"{"name":"lamp"}"#])
            #expect(try await client.ftInfo("docs").keyType == "JSON")
        }
    }

    @Test(arguments: ModuleServer.targets)
    func suggestionsAreKept(_ target: LiveTarget) async throws {
        try await target.withModules(modules) { client in
            #expect(try await client.ftSugadd("s", "hello", score: 1) == 1)
            #expect(try await client.ftSugadd("s", "help", score: 2, payload: "extra") == 2)
            #expect(try await client.ftSugadd("s", "help", score: 2, incrementing: true, payload: "extra") == 2)
            let suggestions = try await client.ftSugget("s", "hel")
            #expect(suggestions.map(\.text) == ["help", "hello"])
            #expect(suggestions.map(\.payload) == ["extra", nil])
            #expect(suggestions[0].score > suggestions[1].score)
            #expect(try await client.ftSugget("s", "hexl", fuzzy: true, maximum: 1).count == 1)
            #expect(try await client.ftSugget("s", "zz") == [])
            #expect(try await client.ftSuglen("s") == 2)
            #expect(try await client.ftSugdel("s", "hello"))
            #expect(try await !client.ftSugdel("s", "hello"))
        }
    }

    @Test func malformedResultsAreErrors() {
        let decode = Command.ftSearch("i", "q").decode
        for reply in [
            nil, [], ["x"], [1, "key"], [1, "key", "text"], [1, nil, []], [1, "key", ["a"]], ["total_results": 1],
            ["total_results": 1, "results": [[:]]], ["total_results": 1, "results": ["x"]],
        ] as [Recorded] {
            #expect(throws: RESPDecodingError.self) { try decode(recorded(reply)) }
        }
        for reply in [nil, [], ["x"], [1, "x"], [["x"], 5]] as [Recorded] {
            #expect(throws: RESPDecodingError.self) { try AggregateResults<String>.decode(recorded(reply)) }
        }
        let suggestions = Command.ftSugget("s", "p").decode
        #expect(throws: RESPDecodingError.self) { try suggestions(recorded(["a", "1"])) }
        #expect(throws: RESPDecodingError.self) { try suggestions(recorded(["a", "x", nil])) }
    }
}
