import CoreMetrics
import MetricsTestKit
import PinyonClient
import Testing

@Suite struct CounterNameTests {
    @Test("a file can use this counter and that of swift-metrics")
    func both() throws {
        let metrics = TestMetrics()
        CoreMetrics.Counter(label: "logins", factory: metrics).increment()
        let measured = try metrics.expectCounter("logins").totalValue
        #expect(measured == 1)
        let client = RedisClient(RedisConfiguration(.standalone(.host("127.0.0.1", port: 6379))))
        let attempts = PinyonClient.Counter(client, key: "logins", expiresAfter: .seconds(60))
        #expect(attempts.lifetime == .seconds(60))
    }
}
