import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct SegmentTests {
    @Test("row 14: replies that come byte by byte are the same", arguments: oneServerKind)
    func oneByte(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.waitLong() }) { proxy, client in
                for direction in FaultDirection.allCases { proxy.set(.split(into: .bytes(1)), on: direction) }
                let load = OracleLoad(client, largest: 600)
                await withTaskGroup { group in
                    for caller in 0..<8 {
                        group.addTask {
                            var random = FaultRandom(seed: faultSeed).branch(caller)
                            for _ in 0..<40 { #expect(await load.perform(load.draw(&random)) == nil) }
                        }
                    }
                }
                try await Self.expectNested(client)
                #expect(load.oracle.mixups == [], repeatComment)
                #expect(proxy.statistics.accepted == 1)
            }
        }
    }

    @Test("row 14: thousands of replies that come at once are the same", arguments: oneServerKind)
    func oneRead(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.waitLong() }) { proxy, client in
                let oracle = MixupOracle(seed: faultSeed, canLose: false)
                let keys = (0..<200).map { "key:\($0)" }
                for key in keys {
                    let write = oracle.beginWrite(to: key, size: 300)
                    try await client.set(key, write.value)
                    oracle.acknowledge(write)
                }
                let many = (0..<5_000).map { keys[$0 % keys.count] }
                proxy.set(.coalesce(bytes: 1 << 20, within: .milliseconds(300)), on: .toClient)
                for (key, reply) in zip(many, await client.pipelineResults(many.map { .get($0, as: [UInt8].self) })) {
                    oracle.check(try reply.get(), key: key)
                }
                proxy.heal()
                try await Self.expectNested(client)
                #expect(oracle.mixups == [], repeatComment)
            }
        }
    }

    private static func expectNested(_ client: RedisClient) async throws {
        let script = "return {1, {2, {'three', {}}}, false, 'four', {err = 'FIVE five'}}"
        let reply = try await client.command("EVAL", script, 0)
        guard case .array(let parts) = reply, parts.count == 5, case .array(let inner) = parts[1],
            case .array(let innermost) = inner[1]
        else {
            Issue.record("the reply is \(reply)")
            return
        }
        #expect(try parts[0] == .integer(1) && String.decode(innermost[0]) == "three" && innermost[1] == .array([]))
        #expect(try parts[2] == .null && String.decode(parts[3]) == "four")
        guard case .error(let error) = parts[4] else {
            Issue.record("the last part is \(parts[4])")
            return
        }
        #expect(error.code == "FIVE")
    }
}
