// The README's example of structures. It needs a server on this machine to run, and runs until it is interrupted.
import PinyonClient

// snippet.example
struct TooManyAttempts: Error {}

func bill(_ client: RedisClient, address: String) async throws {
    let board = Leaderboard(client, key: "scores:week", lifetime: .fromCreation(.seconds(7 * 86_400)))
    try await board.add(150, to: "ann")
    for entry in try await board.top(10) { print(entry.rank + 1, entry.member, entry.score) }

    let attempts = Counter(client, key: "logins:\(address)", expiresAfter: .seconds(60))
    guard try await attempts.increment() <= 5 else { throw TooManyAttempts() }

    let orders = EventStream(client, key: "orders", keeping: .entries(100_000))
    try await orders.append(("action", "created"), ("total", 99.99))
    let worker = try await orders.group(named: "billing", consumer: "worker-1")
    for try await delivery in worker.entries() {
        print(delivery.id, delivery["action"] ?? "")
        try await worker.acknowledge(delivery)  // until then it comes again, to one consumer or another
    }
}
// snippet.end

let client = try RedisClient("redis://localhost")
try await withThrowingTaskGroup { group in
    group.addTask { try await client.run() }
    try await bill(client, address: "203.0.113.7")
}
