// The README's example, with a database to go with it.
import Pinyon

actor Database {
    private var products = [42: Product(name: "Seed")]

    struct NotFound: Error {}

    func product(_ id: Int) throws -> Product {
        guard let product = products[id] else { throw NotFound() }
        return product
    }

    func rename(_ id: Int, to name: String) throws {
        guard products[id] != nil else { throw NotFound() }
        products[id]?.name = name
    }
}

// snippet.example
struct Product: Codable { var name: String }
let products = Cache<Int, Product>("products", policy: CachePolicy(lifetime: .seconds(600)))

func product(_ id: Int, in database: Database) async throws -> Product {
    try await products.value(for: id) { context in try await database.product(context.key) }
}

func rename(_ id: Int, to name: String, in database: Database) async throws {
    try await database.rename(id, to: name)
    try await products.invalidate(id)  // when this returns, no load from before can put the old name back
}
// snippet.end

let database = Database()
print(try await product(42, in: database).name)
try await rename(42, to: "Cone", in: database)
print(try await product(42, in: database).name)
