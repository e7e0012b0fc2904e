import NIOCore
import PinyonClient
import Testing

/// Which connection a command takes, and until when.
struct CallTests {
    private let now = NIODeadline.uptimeNanoseconds(0) + .hours(1)
    private let times = CallTimes(command: .seconds(3), connect: .seconds(2))

    private func call(_ text: String, _ change: (inout CommandOptions) -> Void = { _ in }) -> Call {
        let request = request(text, change)
        return Call(request, times, since: now)
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

    private func batch(_ calls: [Call]) -> Call {
        var terms = CallTerms.Batch()
        var commands: [CommandArguments] = []
        for call in calls {
            terms.add(call.terms)
            if case .one(let command) = call.batch { commands.append(command) }
        }
        return Call(commands, terms)
    }

    @Test func aBatchHasTheMostTimeThatOneOfItsCommandsHas() {
        let calls = [
            call("GET a") { $0.timeout = .milliseconds(10) }, call("GET b"), call("GET c") { $0.timeout = .seconds(5) },
        ]
        let three = batch(calls)
        #expect(three.deadline == now + .seconds(5) && three.connectDeadline == now + .seconds(2))
        #expect(three.path == .small && three.batch.count == 3)
        #expect(batch(Array(calls.prefix(2))).deadline == now + .seconds(3), "one short limit isn't everybody's")
        let blocking = batch([call("BLPOP l 0")])
        #expect(blocking.deadline == .distantFuture && blocking.path == .leased)
    }

    @Test func aBatchTakesTheConnectionThatMayCarryAllOfIt() {
        let calls = [call("GET a"), call("GET b") { $0.lane = .bulk }, call("BLPOP l 0")]
        #expect(batch(Array(calls.prefix(2))).path == .bulk)
        #expect(batch(calls).path == .leased)
    }

    @Test func aLargeBatchTakesTheLargeLane() {
        let text = "SET a \(String(repeating: "x", count: 40_000))"
        let calls = [call(text), call(text)]
        #expect(calls.allSatisfy { $0.path == .small })
        #expect(batch(calls).path == .bulk)
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
