import NIOCore
import PinyonClient
import Testing

/// What came of a transaction, by the replies to `MULTI`, its commands and `EXEC`.
struct TransactionReplyTests {
    private let okay = RESPValue.simpleString(ByteBuffer(string: "OK"))
    private let queued = RESPValue.simpleString(ByteBuffer(string: "QUEUED"))

    private func error(_ line: String) -> RESPValue { .error(ServerError(line: line)) }

    private func outcome(_ replies: RESPValue...) -> String {
        switch TransactionReplies(replies: replies).outcome {
        case .ran(let results): "ran \(results.notation)"
        case .aborted: "aborted"
        case .refused(let error): "refused \(error)"
        case .ranApart(let error): "apart \(error)"
        case .unexpected(let error): "unexpected \(error.expected)"
        }
    }

    @Test func itsResultsAreThoseOfItsCommands() {
        #expect(outcome(okay, queued, queued, .array([.integer(1), .null])) == "ran [1, null]")
        #expect(outcome(okay, .array([])) == "ran []")
    }

    @Test func aCommandThatFailsWhenItRunsIsAResult() {
        #expect(
            outcome(okay, queued, queued, .array([error("WRONGTYPE no"), .integer(2)]))
                == "ran [-WRONGTYPE \"no\", 2]")
    }

    @Test func nullIsNotAnEmptyResult() {
        #expect(outcome(okay, queued, .null) == "aborted")
        #expect(outcome(okay, queued, .attributed(.null, attributes: [])) == "aborted")
    }

    @Test func aRefusalHasTheErrorForWhichACommandWasNotQueued() {
        let abort = error("EXECABORT Transaction discarded because of previous errors.")
        #expect(
            outcome(okay, queued, error("ERR unknown command 'x'"), error("ERR other"), abort)
                == "refused ERR unknown command 'x'")
        #expect(outcome(okay, error("MOVED 5 h:1"), abort) == "refused MOVED 5 h:1")
        #expect(outcome(okay, queued, abort) == "refused EXECABORT Transaction discarded because of previous errors.")
        #expect(outcome(okay, queued, error("TRYAGAIN no")) == "refused TRYAGAIN no")
    }

    @Test func withoutMULTITheCommandsRanOneByOne() {
        let exec = error("ERR EXEC without MULTI")
        #expect(outcome(error("NOPERM no multi"), .integer(1), exec) == "apart NOPERM no multi")
        #expect(
            outcome(error("NOPERM no multi"), error("NOPERM no incr"), .integer(1), exec) == "apart NOPERM no multi")
        #expect(outcome(error("NOAUTH no"), error("NOAUTH no"), error("NOAUTH no")) == "refused NOAUTH no")
    }

    @Test func whatNoTransactionHasIsNotTakenForOne() {
        #expect(outcome() == "unexpected a transaction's replies")
        #expect(outcome(okay, queued, okay) == "unexpected a transaction's results")
        #expect(outcome(okay, queued, .integer(1)) == "unexpected a transaction's results")
        #expect(outcome(okay, queued, .map([])) == "unexpected a transaction's results")
    }
}
