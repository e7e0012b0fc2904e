import PinyonClient
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SortedSetCommandTests {
    @Test(arguments: LiveTarget.all)
    func leaderboard(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let scores = ["player:1": 1_500.0, "player:2": 2_200, "player:3": 1_800]
            #expect(try await client.zadd("leaderboard", scores) == 3)
            let top = try await client.zrevrangeWithScores("leaderboard", from: 0, through: 9)
            #expect(
                top == [
                    ScoredMember("player:2", score: 2_200), ScoredMember("player:3", score: 1_800),
                    ScoredMember("player:1", score: 1_500),
                ])
            #expect(try await client.zrank("leaderboard", "player:1") == 0)
            #expect(try await client.zrevrank("leaderboard", "player:1") == 2)
            #expect(try await client.zrank("leaderboard", "nobody") == nil)
            #expect(try await client.zincrby("leaderboard", "player:1", by: 0.25) == 1_500.25)
            #expect(try await client.zscore("leaderboard", "player:1") == 1_500.25)
            #expect(try await client.zscore("leaderboard", "nobody") == nil)
            #expect(try await client.zmscore("leaderboard", ["player:2", "nobody"]) == [2_200, nil])
            #expect(try await client.zcard("leaderboard") == 3)
            #expect(try await client.zrem("leaderboard", ["player:1", "nobody"]) == 1)
        }
    }

    @Test(arguments: LiveTarget.all)
    func addingHasConditions(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let added = try await client.zadd("a", "m", score: 1, condition: .ifPresent)
            #expect(added == 0)
            #expect(try await client.zadd("a", "m", score: 1, condition: .ifGreater) == 0)
            #expect(try await client.zadd("a", "m", score: 1, condition: .ifAbsent) == 1)
            #expect(try await client.zadd("a", "m", score: 2, condition: .ifAbsent, counting: .changed) == 0)
            #expect(try await client.zadd("a", "m", score: 2, counting: .changed) == 1)
            #expect(try await client.zadd("a", "m", score: 1, condition: .ifAbsentOrGreater, counting: .changed) == 0)
            #expect(try await client.zadd("a", "m", score: 1, condition: .ifLess, counting: .changed) == 1)
            #expect(try await client.zadd("a", "m", score: 0, condition: .ifAbsentOrLess, counting: .changed) == 1)
            #expect(try await client.zaddIncrementing("a", "m", by: 5, condition: .ifPresent) == 5)
            #expect(try await client.zaddIncrementing("a", "n", by: 5, condition: .ifPresent) == nil)
            #expect(try await client.zadd("a", ["up": .infinity, "down": -.infinity]) == 2)
            #expect(try await client.zmscore("a", ["up", "down"]) == [.infinity, -.infinity])
            await expectServerError("ERR") { try await client.zadd("a", "m", score: .nan) }
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.2))
    func placesWithScores(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.zadd("a", ["m": 1, "n": 2.5])
            #expect(try await client.zrankWithScore("a", "n") == RankedScore(rank: 1, score: 2.5))
            #expect(try await client.zrevrankWithScore("a", "n") == RankedScore(rank: 0, score: 2.5))
            #expect(try await client.zrankWithScore("a", "x") == nil)
        }
    }

    @Test(arguments: LiveTarget.all)
    func membersAreTaken(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.zadd("a", ["1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6])
            #expect(try await client.zpopmin("a") == ScoredMember("1", score: 1))
            #expect(try await client.zpopmax("a", as: Int.self) == ScoredMember(6, score: 6))
            #expect(try await client.zpopmin("a", count: 1) == [ScoredMember("2", score: 2)])
            #expect(
                try await client.zpopmax("a", count: 2, as: Int.self)
                    == [ScoredMember(5, score: 5), ScoredMember(4, score: 4)])
            #expect(
                try await client.bzpopmin(["x", "a"], timeout: .seconds(1))
                    == PoppedMember(key: "a", member: "3", score: 3))
            try await client.zadd("a", "7", score: 0.5)
            let last = try await client.bzpopmax(["a"], timeout: .seconds(1), keysAs: [UInt8].self, as: Int.self)
            #expect(last == PoppedMember(key: [97], member: 7, score: 0.5))
            #expect(try await client.zpopmin("a") == nil)
            #expect(try await client.zpopmax("a") == nil)
            #expect(try await client.zpopmin("a", count: 3) == [])
            #expect(try await client.bzpopmin(["a"], timeout: .milliseconds(1)) == nil)
            #expect(try await client.bzpopmax(["a"], timeout: .milliseconds(1)) == nil)
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func membersAreTakenFromTheFirstWithAny(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.zadd("b", ["1": 1, "2": 2, "3": 3])
            let most = try #require(try await client.zmpop(["a", "b"], from: .maximum, count: 2, as: Int.self))
            #expect(most.key == "b")
            #expect(most.elements == [ScoredMember(3, score: 3), ScoredMember(2, score: 2)])
            let rest = try #require(try await client.bzmpop(["b"], from: .minimum, timeout: .seconds(1)))
            #expect(rest.elements == [ScoredMember("1", score: 1)])
            #expect(try await client.zmpop(["a", "b"], from: .minimum) == nil)
            #expect(try await client.bzmpop(["a"], from: .minimum, timeout: .milliseconds(1)) == nil)
        }
    }

    @Test(arguments: LiveTarget.all)
    func someMembers(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.zadd("a", ["1": 1, "2": 2])
            #expect(try await ["1", "2"].contains(client.zrandmember("a")))
            #expect(try await client.zrandmember("x") == nil)
            #expect(try await Set(client.zrandmember("a", count: 5, as: Int.self)) == [1, 2])
            let scored = try await client.zrandmemberWithScores("a", count: 5, as: Int.self)
            #expect(Set(scored) == [ScoredMember(1, score: 1), ScoredMember(2, score: 2)])
            #expect(try await client.zrandmember("x", count: 5).isEmpty)
            #expect(try await client.zrandmemberWithScores("x", count: 5).isEmpty)
        }
    }

    @Test(arguments: LiveTarget.all)
    func walksReturnEveryMember(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let scores = Dictionary(uniqueKeysWithValues: (0..<1_000).map { ("m\($0)", Double($0) / 4) })
            try await client.zadd("a", scores)
            var seen: [String: Double] = [:]
            for try await member in client.zscan("a", count: 50) { seen[member.member] = member.score }
            #expect(seen == scores)
            var some: Set<String> = []
            for try await member in client.zscan("a", matching: "m?") { some.insert(member.member) }
            #expect(some.count == 10)
        }
    }
}
