import NIOCore
import PinyonClient
import Testing

/// A pool under random borrowers, failures and cancellations, beside a model that counts by itself.
struct LeasePoolPropertyTests {
    @Test(arguments: 0..<20)
    func noConnectionIsLentTwiceAndTheCountIsExact(run: Int) async {
        var model = PoolModel(seed: testSeed &+ UInt64(run))
        for step in 0..<2_000 {
            await model.step()
            if let fault = model.fault {
                Issue.record("run \(run), step \(step): \(fault); \(repetition)")
                return
            }
        }
    }
}

/// What a pool's owner does, and what must be true afterwards.
private struct PoolModel {
    private var random: SeededRandom
    private var machine: LeasePoolStateMachine<Lent>
    private let limit: Int
    private var waiting: [Waiter<Lent>] = []
    private var onLoan: [Lent] = []
    private var idle: Set<Int> = []
    private var making = 0
    private var made = 0
    /// Whether there is a pause after a failure.
    private var isPausing = false
    private var now = NIODeadline.uptimeNanoseconds(0)
    /// What is wrong; nil if nothing is.
    private(set) var fault: String?

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
        limit = Int.random(in: 1...5, using: &random)
        machine = LeasePoolStateMachine(limit: limit, waiterLimit: 8)
    }

    mutating func step() async {
        now = now + .seconds(1)
        switch Int.random(in: 0..<14, using: &random) {
        case 0..<4: lease()
        case 4, 5: if making > 0 { await complete() }
        case 6: if making > 0 { fail() }
        case 7, 8: if let lent = takeLoan() { await offer(lent) }
        case 9: if let lent = takeLoan(), machine.lost(lent) { making += 1 }
        case 10: leave()
        case 11, 12: if isPausing { resume() }
        default: Bool.random(using: &random) ? trim() : shrink()
        }
        check()
    }

    private mutating func lease() {
        let waiter = Waiter<Lent>()
        switch machine.lease(waiter, now: now) {
        case .use(let lent):
            if idle.remove(lent.number) == nil { fault = "connection \(lent.number) was lent, and it wasn't idle" }
            onLoan.append(lent)
        case .make:
            if isPausing { fault = "a connection is made in the pause" }
            making += 1
            waiting.append(waiter)
        case .wait: waiting.append(waiter)
        case .refuse: if waiting.count(where: { !$0.isFinished }) < 8 { fault = "refused with room for waiters" }
        }
    }

    private mutating func complete() async {
        making -= 1
        made += 1
        machine.made()
        await offer(Lent(made))
        making += machine.wanted()
    }

    /// What the pool does with a connection: a waiter may leave between being chosen and being told.
    private mutating func offer(_ lent: Lent) async {
        while true {
            let (waiter, close) = machine.offer(lent, now: now)
            if close { return }
            guard let waiter else {
                if !idle.insert(lent.number).inserted { fault = "connection \(lent.number) is idle twice" }
                return
            }
            if Int.random(in: 0..<4, using: &random) == 0 { leave(waiter) }
            guard waiter.finish(.success(lent)) else { continue }
            if case .success(let received) = await waiter.outcome() { onLoan.append(received) }
            return
        }
    }

    private mutating func fail() {
        making -= 1
        let error = ClientError(.connectionFailed, "no")
        let failure = machine.failed(error, pauses: Int.random(in: 0..<4, using: &random) > 0)
        for waiter in failure.told { waiter.finish(.failure(error)) }
        if failure.again { making += 1 }
        if failure.pausesAfter != nil {
            if isPausing { fault = "a second pause began in the first" }
            if making > 0 { fault = "a pause began while connections were made" }
            isPausing = true
        }
    }

    private mutating func resume() {
        isPausing = false
        let number = machine.resume()
        if number > 1 { fault = "\(number) attempts after a failure" }
        making += number
    }

    private mutating func takeLoan() -> Lent? {
        guard let index = onLoan.indices.randomElement(using: &random) else { return nil }
        return onLoan.remove(at: index)
    }

    private mutating func leave(_ waiter: Waiter<Lent>) {
        waiter.finish(.failure(ClientError(.cancelled, "left")))
        machine.left(waiter)
    }

    private mutating func leave() {
        if let waiter = waiting.randomElement(using: &random) { leave(waiter) }
    }

    private mutating func trim() {
        for lent in machine.look(forIdle: .seconds(20), now: now).idle { close(lent) }
    }

    /// The server turned a connection away.
    private mutating func shrink() {
        guard making > 0 else { return }
        for lent in machine.shrink(now: now) { close(lent) }
        fail()
    }

    private mutating func close(_ lent: Lent) {
        if idle.remove(lent.number) == nil { fault = "connection \(lent.number) was closed, and it wasn't idle" }
    }

    private mutating func check() {
        waiting.removeAll { $0.isFinished }
        let count = idle.count + onLoan.count + making
        if machine.count != count { fault = "it counts \(machine.count) connections of \(count)" }
        if machine.idleCount != idle.count { fault = "it counts \(machine.idleCount) idle ones of \(idle.count)" }
        if count > limit { fault = "\(count) connections with a limit of \(limit)" }
        if !(1...limit).contains(machine.currentLimit) { fault = "the limit is now \(machine.currentLimit)" }
        if Set(onLoan.map(\.number)).count < onLoan.count { fault = "a connection is lent twice" }
        if !waiting.isEmpty, !idle.isEmpty { fault = "somebody waits beside an idle connection" }
        if machine.waiterCount != waiting.count {
            fault = "it counts \(machine.waiterCount) who wait of \(waiting.count)"
        }
        if !waiting.isEmpty, count == 0, !isPausing { fault = "somebody waits, and nothing is on its way" }
    }
}
