import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct LeaderboardTests {
    private func onBoard(_ kind: LiveServerKind, _ body: (Leaderboard) async throws -> Void) async throws {
        try await onClient(kind) { client in
            let board = Leaderboard(client, key: "board")
            try await board.set(["ann": 50, "bob": 40, "cid": 30, "dan": 20, "eve": 10])
            try await body(board)
        }
    }

    @Test("members come with the highest score first, their ranks from 0", arguments: serverKinds)
    func top(kind: LiveServerKind) async throws {
        try await onBoard(kind) { board in
            let best = try await board.top(2)
            #expect(best.map(\.member) == ["ann", "bob"])
            #expect(best.map(\.score) == [50, 40])
            #expect(best.map(\.rank) == [0, 1])
            let next = try await board.top(2, offset: 2)
            #expect(next.map(\.member) == ["cid", "dan"])
            #expect(next.map(\.rank) == [2, 3])
            let all = try await board.top(.max, offset: -3)
            #expect(all.count == 5)
            let beyond = try await board.top(.max, offset: .max)
            #expect(beyond.isEmpty)
            let none = try await board.top(-1)
            #expect(none.isEmpty)
            let rank = try await board.rank(of: "cid")
            #expect(rank == 2)
            let missing = try await board.rank(of: "nobody")
            #expect(missing == nil)
        }
    }

    @Test("members around one are as many as there are", arguments: serverKinds)
    func around(kind: LiveServerKind) async throws {
        try await onBoard(kind) { board in
            var members: [[String]] = []
            for name in ["ann", "cid", "eve", "nobody"] {
                members.append(try await board.around(name, each: 1).map(\.member))
            }
            #expect(members == [["ann", "bob"], ["bob", "cid", "dan"], ["dan", "eve"], []])
            let ranks = try await board.around("cid", each: .max).map(\.rank)
            #expect(ranks == [0, 1, 2, 3, 4])
        }
    }

    @Test("scores are set, added to, and raised but not lowered", arguments: serverKinds)
    func scores(kind: LiveServerKind) async throws {
        try await onBoard(kind) { board in
            let sums = [try await board.add(5, to: "ann"), try await board.add(-1.5, to: "new")]
            #expect(sums == [55, -1.5])
            let changes = [
                try await board.setIfHigher("bob", to: 39), try await board.setIfHigher("bob", to: 41),
                try await board.setIfHigher("fay", to: 1), try await board.set("eve", to: 60),
                try await board.set("gil", to: 1),
            ]
            #expect(changes == [false, true, true, false, true])
            let scores = [
                try await board.score(of: "bob"), try await board.score(of: "fay"), try await board.score(of: "eve"),
                try await board.score(of: "nobody"),
            ]
            #expect(scores == [41, 1, 60, nil])
        }
    }

    @Test("equal scores have ranks of their own, in the falling order of their members", arguments: serverKinds)
    func ties(kind: LiveServerKind) async throws {
        try await onBoard(kind) { board in
            try await board.set("abe", to: 50)
            let best = try await board.top(2)
            #expect(best.map(\.member) == ["ann", "abe"])
        }
    }

    @Test("a board is trimmed to its best, and members are removed", arguments: serverKinds)
    func removal(kind: LiveServerKind) async throws {
        try await onBoard(kind) { board in
            let removed = [
                try await board.remove("ann"), try await board.remove(["ann", "bob"]),
                try await board.trim(toBest: .max), try await board.trim(toBest: 1),
            ]
            #expect(removed == [1, 1, 0, 2])
            let rest = try await board.top(10)
            #expect(rest.map(\.member) == ["cid"])
            let error = try await #require(throws: ClientError.self) { try await board.trim(toBest: -1) }
            #expect(error.code == .invalidArgument)
            let trimmed = try await board.trim(toBest: 0)
            #expect(trimmed == 1)
            #expect(try await board.count() == 0)
            #expect(try await !board.delete())
        }
    }

    @Test("members are read as other types", arguments: serverKinds)
    func types(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let board = Leaderboard(client, key: "board")
            try await board.set([7: 1, 8: 2])
            let best = try await board.top(1, as: Int.self)
            #expect(best.map(\.member) == [8])
        }
    }
}
