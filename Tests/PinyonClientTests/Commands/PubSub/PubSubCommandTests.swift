import PinyonClient
import Testing

@Suite(.timeLimit(.minutes(5)))
struct PubSubCommandTests {
    @Test(arguments: LiveTarget.all)
    func messagesReachSubscribers(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, server in
            #expect(try await client.publish("news", "nobody listens") == 0)
            let subscriber = try await target.client(of: server)
            // Its confirmation is a reply in RESP2 and a push in RESP3, so that nobody can wait for it here.
            subscriber.send(unanswered: ["SUBSCRIBE", "news.a"])
            subscriber.send(unanswered: ["PSUBSCRIBE", "news.*"])
            try await eventually { try await client.pubsubNumpat() == 1 }
            #expect(try await client.publish("news.a", "hello") == 2)
            #expect(try await client.publish("news.b", [UInt8]([0, 255])) == 1)
            #expect(try await client.pubsubChannels() == ["news.a"])
            #expect(try await client.pubsubChannels("other.*") == [])
            #expect(try await client.pubsubNumsub(["news.a", "news.b"]) == ["news.a": 1, "news.b": 0])
            #expect(try await client.pubsubNumsub([]) == [:])
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func messagesReachSubscribersOfShardChannels(_ target: LiveTarget) async throws {
        try await target.withOwnServer { client, server in
            let subscriber = try await target.client(of: server)
            subscriber.send(unanswered: ["SSUBSCRIBE", "orders"])
            try await eventually { try await client.pubsubShardchannels() == ["orders"] }
            #expect(try await client.spublish("orders", "x") == 1)
            #expect(try await client.pubsubShardchannels("o*") == ["orders"])
            #expect(try await client.pubsubShardnumsub(["orders", "others"]) == ["orders": 1, "others": 0])
        }
    }

    @Test(arguments: [
        "SUBSCRIBE", "UNSUBSCRIBE", "PSUBSCRIBE", "PUNSUBSCRIBE", "SSUBSCRIBE", "SUNSUBSCRIBE", "MONITOR", "HELLO",
        "AUTH", "RESET", "QUIT", "CLIENT REPLY",
    ])
    func commandsThatChangeTheConnectionForAllAreRefused(_ name: String) throws {
        let traits = try #require(CommandTable.traits(of: name))
        #expect(traits.flags.contains(.refused))
        #expect(traits.refusal != nil)
    }

    @Test(arguments: ["MULTI", "EXEC", "DISCARD", "WATCH", "UNWATCH", "SELECT", "ASKING", "READONLY", "READWRITE"])
    func commandsThatChangeAConnectionNeedALeasedOne(_ name: String) throws {
        #expect(try #require(CommandTable.traits(of: name)).flags.contains(.leased))
    }

    @Test func anEmptyListIsNoArgument() {
        #expect(Command.pubsubNumsub([]).arguments.count == 2)
        #expect(Command.echo("").arguments.count == 2)
        #expect(Command<Int>.eval("", keys: [[UInt8]()], as: Int.self).arguments.count == 4)
    }
}
