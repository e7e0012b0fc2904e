// The README's example of the client, which needs a server on this machine to run.
import PinyonClient

// snippet.example
let client = try RedisClient("redis://localhost")  // one for the whole process; a URL names clusters and Sentinels, too

try await withThrowingTaskGroup { group in
    group.addTask { try await client.run() }  // keeps the connections until it is cancelled

    try await client.set("greeting", "hello", expiry: .after(.seconds(60)))
    let greeting = try await client.get("greeting") ?? "nothing"

    // Together, with one write, each reply in its command's type; and all or none, with nobody in between.
    let (name, visits) = try await client.pipeline(.get("user:7:name"), .incr("user:7:visits"))
    let (left, _) = try await client.transaction(.decrby("stock:7", 1), .lpush("orders:new", "7"))
    print(greeting, name ?? "nobody", visits, left)

    try await client.withSubscription(to: [.channel("news"), .pattern("weather.*")]) { events in
        try await client.publish("news", "pinyons are ripe")
        for try await case .message(let message) in events {
            print(message.channel, message.text)
            break
        }
    }
    group.cancelAll()
}
// snippet.end
