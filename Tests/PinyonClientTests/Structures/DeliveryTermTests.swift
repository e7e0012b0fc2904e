import PinyonClient
import Testing

@Suite struct DeliveryTermTests {
    private let start = ContinuousClock.now

    private func term(claimAfter: Duration?) -> DeliveryTerm {
        var term = DeliveryTerm(claimAfter: claimAfter)
        term.begin(at: start)
        return term
    }

    @Test("entries are claimed anew when half of the time is over in which others leave them alone")
    func half() {
        let term = term(claimAfter: .seconds(60))
        #expect(term.renewal(at: start) == nil)
        #expect(term.renewal(at: start + .nanoseconds(29_999_999_999)) == nil)
        #expect(term.renewal(at: start + .seconds(30)) == .zero)
    }

    @Test("what others have claimed by then was touched too lately to be this consumer's")
    func late() {
        let term = term(claimAfter: .seconds(60))
        // Another one may have claimed it from the sixtieth second on, ten seconds ago at most.
        #expect(term.renewal(at: start + .seconds(70)) == .seconds(40))
        #expect(term.renewal(at: start + .seconds(600)) == .seconds(570))
    }

    @Test("a term begins anew with each renewal")
    func again() {
        var term = term(claimAfter: .seconds(60))
        term.begin(at: start + .seconds(45))
        #expect(term.renewal(at: start + .seconds(74)) == nil)
        #expect(term.renewal(at: start + .seconds(80)) == .seconds(5))
    }

    @Test("what nobody claims isn't claimed anew")
    func never() {
        #expect(term(claimAfter: nil).renewal(at: start + .seconds(1_000_000)) == nil)
    }

    @Test("times that make no sense do not trap")
    func nonsense() {
        for time in [Duration.zero, .seconds(-5)] {
            let term = term(claimAfter: time)
            #expect(term.renewal(at: start) == nil)
            #expect(term.renewal(at: start + .seconds(1)) != nil)
        }
        #expect(term(claimAfter: .seconds(Int64.max)).renewal(at: start + .seconds(1)) == nil)
    }
}
