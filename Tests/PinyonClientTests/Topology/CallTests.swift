import NIOCore
import PinyonClient
import Testing

/// Which connection a command takes, and until when.
struct CallTests {
    private let now = NIODeadline.uptimeNanoseconds(0) + .hours(1)
    private let times = CallTimes(command: .seconds(3), connect: .seconds(2))

    private func call(_ text: String, _ change: (inout CommandOptions) -> Void = { _ in }) -> Call {
        let request = request(text, change)
        return Call(.one(request.arguments), traits: request.traits, options: request.options, times: times, now: now)
    }

    @Test func ordinaryCommandsShareASmallLaneAndLargeOnesAnother() {
        #expect(call("GET a").path == .small)
        #expect(call("SET a \(String(repeating: "x", count: 60_000))").path == .small)
        #expect(call("SET a \(String(repeating: "x", count: 66_000))").path == .bulk)
        #expect(call("KEYS *").path == .bulk, "its reply may be large")
    }

    @Test(arguments: ["BLPOP l 0", "BLMOVE a b LEFT LEFT 0", "WAIT 1 0", "WATCH a", "MULTI", "SELECT 1"])
    func whatBlocksOrChangesAConnectionHasOneForItself(_ text: String) {
        #expect(call(text).path == .leased)
        #expect(call(text) { $0.lane = .small }.path == .leased, "not even on demand")
    }

    @Test func theCallerMayChooseTheLane() {
        #expect(call("GET a") { $0.lane = .bulk }.path == .bulk)
        #expect(call("SET a \(String(repeating: "x", count: 66_000))") { $0.lane = .small }.path == .small)
        #expect(call("XREAD a") { $0.blocks = true }.path == .leased)
    }

    @Test func aCommandHasTheClientsTimeOrItsOwn() {
        #expect(call("GET a").deadline == now + .seconds(3))
        #expect(call("GET a").connectDeadline == now + .seconds(2))
        #expect(call("GET a") { $0.timeout = .seconds(9) }.deadline == now + .seconds(9))
        let short = call("GET a") { $0.timeout = .milliseconds(5) }
        #expect(short.deadline == now + .milliseconds(5) && short.connectDeadline == short.deadline)
    }

    @Test func whatBlocksHasAllTimeButNotForConnecting() {
        #expect(call("BLPOP l 0").deadline == .distantFuture)
        #expect(call("BLPOP l 0").connectDeadline == now + .seconds(2))
        #expect(call("BLPOP l 0") { $0.timeout = .seconds(9) }.deadline == now + .seconds(9))
        #expect(call("GET a") { $0.blocks = true }.deadline == .distantFuture)
    }

    @Test func timesThatMakeNoSenseDoNotTrap() {
        #expect(call("GET a") { $0.timeout = .seconds(Int64.max) }.deadline > now + .hours(24 * 365))
        #expect(call("GET a") { $0.timeout = .zero }.deadline == now)
        #expect(call("GET a") { $0.timeout = .seconds(-5) }.deadline == now)
        #expect(call("GET a") { $0.timeout = .seconds(Int64.min) }.deadline == now)
    }

    @Test func aBatchHasTheMostTimeThatOneOfItsCommandsHas() {
        let calls = [
            call("GET a") { $0.timeout = .milliseconds(10) }, call("GET b"), call("GET c") { $0.timeout = .seconds(5) },
        ]
        let arguments = ["GET a", "GET b", "GET c"].map { request($0).arguments }
        let batch = Call(arguments, calls: calls)
        #expect(batch.deadline == now + .seconds(5) && batch.connectDeadline == now + .seconds(2))
        #expect(batch.path == .small && batch.batch.count == 3)
        let two = Call(Array(arguments.prefix(2)), calls: Array(calls.prefix(2)))
        #expect(two.deadline == now + .seconds(3), "one short limit isn't everybody's")
        let blocking = Call([request("BLPOP l 0").arguments], calls: [call("BLPOP l 0")])
        #expect(blocking.deadline == .distantFuture && blocking.path == .leased)
    }

    @Test func aBatchTakesTheConnectionThatMayCarryAllOfIt() {
        let calls = [call("GET a"), call("GET b") { $0.lane = .bulk }, call("BLPOP l 0")]
        let arguments = ["GET a", "GET b", "BLPOP l 0"].map { request($0).arguments }
        #expect(Call(Array(arguments.prefix(2)), calls: Array(calls.prefix(2))).path == .bulk)
        #expect(Call(arguments, calls: calls).path == .leased)
    }

    @Test func aLargeBatchTakesTheLargeLane() {
        let text = "SET a \(String(repeating: "x", count: 40_000))"
        let calls = [call(text), call(text)]
        let arguments = [request(text).arguments, request(text).arguments]
        #expect(calls.allSatisfy { $0.path == .small })
        #expect(Call(arguments, calls: calls).path == .bulk)
    }

    @Test func keysInDifferentSlotsAreNamed() {
        let error = #expect(throws: ClientError.self) { try request("SUNION foo bar").slot() }
        #expect(error?.code == .crossSlot)
        #expect(error?.message.contains("foo") == true && error?.message.contains("bar") == true)
        #expect(error?.message.contains("12182") == true && error?.message.contains("5061") == true)
    }

    @Test func keysInOneSlotHaveItAndNoKeysNone() throws {
        #expect(try request("SUNION {foo}1 {foo}2").slot()?.number == 12_182)
        #expect(try request("PING").slot() == nil)
        #expect(try request("EVAL return 0").slot() == nil)
        #expect(try request("EVAL x 2 {foo}1 {foo}2 bar").slot()?.number == 12_182)
    }
}
