import PinyonTesting
import Testing

struct MixupOracleTests {
    private let oracle = MixupOracle(seed: 7)

    private func kind(_ verdict: MixupVerdict) -> Mixup.Kind? {
        if case .mixup(let mixup) = verdict { mixup.kind } else { nil }
    }

    private func acknowledged(_ key: String) -> MixupOracle.Write {
        let write = oracle.beginWrite(to: key)
        oracle.acknowledge(write)
        return write
    }

    @Test(arguments: ["k", "", "user:1", "ключ", "a b 3:x\r\n"])
    func aValueIsRecognized(key: String) {
        for size in [0, 100, 5000] {
            let write = oracle.beginWrite(to: key, size: size)
            #expect(write.value.count >= size)
            #expect(write.value == oracle.value(for: key, sequence: write.sequence, size: size))
            #expect(oracle.check(write.value, key: key) == .match(sequence: write.sequence))
        }
        #expect(oracle.mixups.isEmpty && oracle.mixupCount == 0)
    }

    @Test func theValueOfAnotherKey() {
        let other = acknowledged("b")
        #expect(kind(oracle.check(other.value, key: "a")) == .anotherKey)
        #expect(
            oracle.mixups.first?.description.contains("expected no value, found sequence 1 of key “b” (seed 7)") == true
        )
    }

    @Test func aValueThatWasReplaced() {
        let old = acknowledged("a")
        let new = acknowledged("a")
        #expect(kind(oracle.check(old.value, key: "a")) == .stale)
        #expect(oracle.check(new.value, key: "a") == .match(sequence: 2))
        #expect(oracle.mixups.map(\.expected) == ["sequence 2"])
    }

    @Test func aValueThatIsReplacedDuringTheReadIsRight() {
        let old = acknowledged("a")
        let read = oracle.beginRead(of: "a")
        let new = acknowledged("a")
        #expect(oracle.check(old.value, read).isRight && oracle.check(new.value, read).isRight)
        #expect(kind(oracle.check(old.value, key: "a")) == .stale)
    }

    @Test func writesAtTheSameTimeMayEndInEitherOrder() {
        let first = oracle.beginWrite(to: "a")
        let second = oracle.beginWrite(to: "a")
        oracle.acknowledge(second)
        oracle.acknowledge(first)
        #expect(oracle.check(first.value, key: "a").isRight && oracle.check(second.value, key: "a").isRight)
        let third = acknowledged("a")
        #expect(kind(oracle.check(first.value, key: "a")) == .stale)
        #expect(kind(oracle.check(second.value, key: "a")) == .stale)
        #expect(oracle.check(third.value, key: "a").isRight)
    }

    @Test func aWriteOfUnknownFateMayAppearLater() {
        let unknown = oracle.beginWrite(to: "a")
        let later = acknowledged("a")
        #expect(oracle.check(unknown.value, key: "a").isRight && oracle.check(later.value, key: "a").isRight)
    }

    @Test func aWriteThatWasRefusedMustNotAppear() {
        let refused = oracle.beginWrite(to: "a")
        oracle.refuse(refused)
        #expect(kind(oracle.check(refused.value, key: "a")) == .refused)
    }

    @Test func aValueThatWasNeverWritten() {
        _ = acknowledged("a")
        #expect(kind(oracle.check(oracle.value(for: "a", sequence: 2), key: "a")) == .neverWritten)
        #expect(kind(oracle.check(oracle.value(for: "a", sequence: 0), key: "a")) == .neverWritten)
    }

    @Test func aValueOfAnotherRun() {
        _ = acknowledged("a")
        let other = MixupOracle(seed: 8).beginWrite(to: "a")
        #expect(kind(oracle.check(other.value, key: "a")) == .anotherRun)
    }

    @Test func garbage() {
        let value = acknowledged("a").value
        #expect(kind(oracle.check([], key: "a")) == .garbage)
        #expect(kind(oracle.check(Array("+OK\r\n".utf8), key: "a")) == .garbage)
        #expect(kind(oracle.check(value + [0], key: "a")) == .garbage)
        #expect(kind(oracle.check(value + value, key: "a")) == .garbage)
        for count in value.indices {
            #expect(kind(oracle.check(Array(value.prefix(count)), key: "a")) == .garbage)
        }
    }

    @Test func everySingleFlippedBitIsFound() {
        let value = oracle.beginWrite(to: "key", size: 150).value
        for index in value.indices {
            for bit in 0..<8 {
                var damaged = value
                damaged[index] ^= 1 << bit
                #expect(kind(oracle.check(damaged, key: "key")) == .garbage, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test func nothingIsRightUnlessNothingCanGetLost() {
        _ = acknowledged("a")
        #expect(oracle.check(nil, key: "a") == .absent)
        let strict = MixupOracle(seed: 7, canLose: false)
        #expect(strict.check(nil, key: "a") == .absent)
        let read = strict.beginRead(of: "a")
        strict.acknowledge(strict.beginWrite(to: "a"))
        #expect(strict.check(nil, read) == .absent)
        #expect(kind(strict.check(nil, key: "a")) == .missing)
    }

    @Test func findingsAreCountedAndShowNoValues() {
        for _ in 0..<150 { oracle.check(Array("canary".utf8), key: "a") }
        #expect(oracle.mixups.count == 100 && oracle.mixupCount == 150)
        #expect(!oracle.mixups.description.contains("canary"))
        #expect(oracle.mixups[0].found == "6 bytes that are no whole value")
    }

    @Test func findsOneSwapAmongManyTasks() async {
        let oracle = oracle
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<200 {
                group.addTask {
                    let key = "key \(task)"
                    for round in 0..<20 {
                        let write = oracle.beginWrite(to: key)
                        oracle.acknowledge(write)
                        let isSwapped = task == 77 && round == 10
                        let reply = isSwapped ? oracle.value(for: "key 78", sequence: 1) : write.value
                        oracle.check(reply, oracle.beginRead(of: key))
                    }
                }
            }
        }
        #expect(oracle.mixups.map(\.kind) == [.anotherKey] && oracle.mixups.map(\.key) == ["key 77"])
    }
}
