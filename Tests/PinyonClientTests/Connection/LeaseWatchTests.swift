import NIOCore
import PinyonClient
import Testing

/// When a server is asked for a sign of life because commands wait that may wait for ever.
struct LeaseWatchTests {
    private func time(_ seconds: Int) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(Int64(seconds)) }

    private func watch() -> LeaseWatch { LeaseWatch(stallLimit: .seconds(6), silentLimit: 3) }

    /// Reports that nothing comes, every six seconds, and answers each question at once.
    ///
    /// - Returns: when the server was asked, and when its connections were given up.
    private func report(
        _ watch: inout LeaseWatch, at times: [Int], _ answer: LeaseWatch.Answer
    ) -> (asked: [Int], givenUp: [Int]) {
        var (asked, givenUp) = ([Int](), [Int]())
        for second in times where watch.stalled(now: time(second)) {
            asked.append(second)
            if watch.asked(answer, now: time(second)) { givenUp.append(second) }
        }
        return (asked, givenUp)
    }

    @Test func oneQuestionIsEnoughForAllThatWait() {
        var watch = watch()
        let questions = (0..<64).map { _ in watch.stalled(now: time(6)) }
        #expect(questions.filter { $0 }.count == 1)
    }

    @Test func aServerThatAnswersIsAskedLessAndLessOften() {
        var watch = watch()
        let (asked, givenUp) = report(&watch, at: Array(stride(from: 6, through: 200, by: 6)), .answered)
        #expect(asked == [6, 18, 42, 90, 138, 186])
        #expect(givenUp.isEmpty)
    }

    @Test func aServerThatIsSilentSeveralTimesInARowIsGivenUp() {
        var watch = watch()
        let (asked, givenUp) = report(&watch, at: [6, 12, 18, 24, 30, 36], .silent)
        #expect(asked == [6, 12, 18, 24, 30, 36])
        #expect(givenUp == [18, 36])
    }

    @Test func anAnswerBeginsTheCountAnew() {
        var watch = watch()
        _ = report(&watch, at: [6, 12], .silent)
        _ = report(&watch, at: [18], .answered)
        let (asked, givenUp) = report(&watch, at: [24, 30, 36, 42], .silent)
        #expect(asked == [30, 36, 42])
        #expect(givenUp == [42])
    }

    @Test func bytesInBetweenBeginTheCountAnew() {
        var watch = watch()
        _ = report(&watch, at: [6, 12], .silent)
        // Nothing was reported for a minute, because something came.
        let (_, givenUp) = report(&watch, at: [72, 78, 84], .silent)
        #expect(givenUp == [84])
    }

    @Test func aQuestionThatCouldNotBeAskedSaysNothing() {
        var watch = watch()
        _ = report(&watch, at: [6], .silent)
        let (asked, none) = report(&watch, at: [12, 18], .unknown)
        #expect(asked == [12, 18] && none.isEmpty)
        let (_, givenUp) = report(&watch, at: [20, 24], .silent)
        #expect(givenUp == [24])
    }
}
