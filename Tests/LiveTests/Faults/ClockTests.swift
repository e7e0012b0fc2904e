import Foundation
import NIOCore
import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct ClockTests {
    /// What reads or waits for the wall clock, which people and time servers set forward and back.
    private static let wallClocks = [
        "Date(", "Date.now", "gettimeofday", "CLOCK_REALTIME", "DispatchWallTime", "timeIntervalSince", "UTCClock",
        "SystemClock", "TracerClock", "Calendar", "time(nil", "clock_gettime",
    ]

    @Test("row 50: the client asks no wall clock: time limits, pauses and idleness are monotonic")
    func sources() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/PinyonClient")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        var lines = 0
        // Whether a certificate is valid is a question of the date, and so is how old a stream's entries are.
        let exempt = ["TLSFailure.swift", "UnixTime+Now.swift"]
        for case let file as URL in files
        where file.pathExtension == "swift" && !exempt.contains(file.lastPathComponent) {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                lines += 1
                let code = line.prefix(upTo: line.range(of: "//")?.lowerBound ?? line.endIndex)
                for clock in Self.wallClocks where code.contains(clock) {
                    Issue.record("\(file.lastPathComponent): \(line)")
                }
            }
        }
        #expect(lines > 5_000, "the sources of PinyonClient were not found at \(folder.path)")
    }

    /// Whoever asked a clock would take all limits for over, or none.
    static let longAgoAndFarAhead = [
        NIODeadline.uptimeNanoseconds(1_000_000_000), NIODeadline.now() + .hours(24 * 365),
    ]

    @Test(
        "row 50: what waits goes by the time that it is told, to the nanosecond",
        arguments: ClockTests.longAgoAndFarAhead)
    func toldTime(start: NIODeadline) throws {
        for limit in TimeLimit.all {
            let end = start + limit.length
            let (before, after) = (try limit.isOver(start, end - .nanoseconds(1)), try limit.isOver(start, end))
            #expect(!before && after, "\(limit.name): \(before), then \(after)")
        }
    }

    @Test("row 50: the time that it is told is the machine's since its start")
    func monotonicTime() {
        let time = Double(NIODeadline.now().uptimeNanoseconds) / 1e9
        let uptime = ProcessInfo.processInfo.systemUptime
        // Both may be adjusted, but not by decades.
        #expect(abs(time - uptime) < 60 + uptime / 100, "\(time) s and \(uptime) s")
    }

    @Test("row 50: lifetimes go to the server as durations, which a jump of a clock doesn't change")
    func lifetimes() async throws {
        try await withScriptedServer { server in
            let answers: [String: ScriptedReply] = [
                "SET": .ok, "SETEX": .ok, "PSETEX": .ok, "GETEX": .bulk("1"), "EXPIRE": .integer(1),
                "PEXPIRE": .integer(1), "HEXPIRE": .array([.integer(1)]), "HPEXPIRE": .array([.integer(1)]),
                "HSETEX": .integer(1),
            ]
            server.script { _, command in answers[command.name].map { [$0] } }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                let (whole, broken) = (Duration.seconds(90), Duration.milliseconds(1_500))
                try await client.set("a", "1", expiry: .after(whole))
                try await client.set("a", "1", expiry: .after(broken))
                try await client.setex("a", whole, "1")
                try await client.psetex("a", broken, "1")
                _ = try await client.getex("a", expiry: .after(whole))
                try await client.expire("a", after: whole)
                try await client.pexpire("a", after: broken)
                try await client.hexpire("h", ["f"], after: whole)
                try await client.hpexpire("h", ["f"], after: broken)
                try await client.hsetex("h", ["f": "1"], expiry: .after(whole))
                let sent = server.record.connections.flatMap(\.commands).filter { answers[$0.name] != nil }
                let lines = sent.map { $0.text.joined(separator: " ") }
                #expect(
                    lines == [
                        "SET a 1 EX 90", "SET a 1 PX 1500", "SETEX a 90 1", "PSETEX a 1500 1", "GETEX a EX 90",
                        "EXPIRE a 90", "PEXPIRE a 1500", "HEXPIRE h 90 FIELDS 1 f", "HPEXPIRE h 1500 FIELDS 1 f",
                        "HSETEX h EX 90 FIELDS 1 f 1",
                    ])
            }
        }
    }
}

/// Something that is over after a time.
private struct TimeLimit {
    let name: String
    let length: TimeAmount
    /// Whether it is over at a moment if it began at another.
    let isOver: (_ start: NIODeadline, _ now: NIODeadline) throws -> Bool

    static var all: [TimeLimit] { [unwritten, unanswered, silent, idle, rate, question] }

    private static var unwritten: TimeLimit {
        TimeLimit(name: "a command that isn't written", length: .seconds(3)) { start, now in
            var machine = OutboxStateMachine(limits: QueueLimits())
            machine.connected()
            _ = try machine.enqueue(ping(until: start + .seconds(3)))
            return machine.expire(now: now).expired.count == 1
        }
    }

    private static var unanswered: TimeLimit {
        TimeLimit(name: "a command without a reply", length: .seconds(3)) { start, now in
            var machine = ReplyQueueStateMachine(now: start)
            machine.sent(ping(until: start + .seconds(3)), now: start)
            return machine.expired(now: now).expired.count == 1
        }
    }

    private static var silent: TimeLimit {
        TimeLimit(name: "a server that says nothing", length: .seconds(6)) { start, now in
            var machine = ReplyQueueStateMachine(now: start)
            machine.sent(ping(until: .distantFuture), now: start)
            return machine.stall(after: .seconds(6), usual: .seconds(3)).map { $0 <= now } ?? false
        }
    }

    private static var idle: TimeLimit {
        TimeLimit(name: "a connection that nobody borrows", length: .seconds(30)) { start, now in
            var machine = LeasePoolStateMachine<Lent>(limit: 1, waiterLimit: 1)
            let lent = Lent()
            _ = machine.lease(Waiter<Lent>(), now: start)
            machine.made()
            // To the one who waits for it, and back.
            for _ in 0..<2 { _ = machine.offer(lent, now: start) }
            return machine.look(forIdle: .seconds(30), now: now).idle.count == 1
        }
    }

    private static var rate: TimeLimit {
        TimeLimit(name: "the least time between two connections", length: .seconds(1)) { start, now in
            let rate = ConnectRate(perSecond: 1, burst: 1)
            _ = rate.reserve(now: start)
            return rate.reserve(now: now) == .nanoseconds(0)
        }
    }

    private static var question: TimeLimit {
        TimeLimit(name: "the least time between two questions", length: .seconds(2)) { start, now in
            var watch = LeaseWatch(stallLimit: .seconds(1), silentLimit: 3)
            _ = watch.stalled(now: start)
            _ = watch.asked(.answered, now: start)
            return watch.stalled(now: now)
        }
    }

    private static func ping(until deadline: NIODeadline) -> PendingReply {
        PendingReply(.one(CommandArguments(.ping)), deadline: deadline, connectDeadline: deadline)
    }
}

/// What stands for a connection.
private final class Lent: Sendable {}
