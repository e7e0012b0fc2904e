import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Commands whose keys have to be in one slot together.
    @Suite struct CrossSlotRows {
        /// Expects an error that names two keys and their slots.
        private static func expect(
            _ error: ClientError, names first: String, _ second: String,
            sourceLocation: SourceLocation = #_sourceLocation
        ) {
            #expect(error.code == .crossSlot && error.command == "INCR", "\(error)", sourceLocation: sourceLocation)
            for part in ["“\(first)” and “\(second)”", "(\(slot(of: first)) and \(slot(of: second)))", "{tag}"] {
                #expect(error.message.contains(part), "\(error)", sourceLocation: sourceLocation)
            }
        }

        @Test("requirement 1: the error of a transaction names the first key and the one in another slot")
        func transaction() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                try await withClient(cluster.topology()) { client in
                    _ = try await client.get("a")
                    let error = try await thrownError {
                        _ = try await client.transaction(.ping(), .incr("first"), .get("{first}:x"), .incr("second"))
                    }
                    Self.expect(error, names: "first", "second")
                    #expect(cluster.count(of: "MULTI") == 0)
                }
            }
        }

        @Test("requirement 1: on a connection on loan it names the key that the connection was leased for")
        func session() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { _, _, command in command.name == "INCR" ? [.integer(1)] : nil }
                try await withClient(cluster.topology()) { client in
                    try await client.withConnection(for: "first") { session in
                        let number = try await session.incr("{first}:x")
                        #expect(number == 1)
                        let error = try await thrownError { _ = try await session.incr("second") }
                        Self.expect(error, names: "first", "second")
                        let inPipeline = try await thrownError {
                            _ = try await session.pipeline(.incr("second"), .incr("first"))
                        }
                        Self.expect(inPipeline, names: "first", "second")
                    }
                    #expect(cluster.count(of: "INCR") == 1)
                }
            }
        }

        @Test("requirement 1: a transaction on watched keys names one of those")
        func watching() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { _, _, command in ["WATCH", "UNWATCH"].contains(command.name) ? [.ok] : nil }
                try await withClient(cluster.topology()) { client in
                    let error = try await thrownError {
                        _ = try await client.watching("first", "{first}:x") { session in
                            try await session.transaction(.incr("second"))
                        }
                    }
                    Self.expect(error, names: "first", "second")
                    #expect(cluster.count(of: "MULTI") == 0)
                }
            }
        }
    }
}
