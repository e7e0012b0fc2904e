import NIOCore
import PinyonClient
import Testing

/// Who wants which channels, and what pushes mean.
struct SubscriptionStateTests {
    typealias Machine = SubscriptionStateMachine<Place>

    private let ann = Place("ann")
    private let bob = Place("bob")

    private func push(_ words: String...) throws -> RESPPush {
        try #require(RESPPush(elements: words.map { .bulkString(ByteBuffer(string: $0)) }))
    }

    private func names(_ places: [Place]) -> [String] { places.map(\.name).sorted() }

    @Test func whatNobodyWantedBeforeIsFresh() {
        var machine = Machine()
        #expect(machine.isEmpty)
        #expect(Set(machine.add(ann, to: [.channel("a"), .pattern("a")])) == [.channel("a"), .pattern("a")])
        #expect(machine.add(bob, to: [.channel("a"), .shard("a")]) == [.shard("a")])
        #expect(names(machine.subscribers(of: .channel("a"))) == ["ann", "bob"])
        #expect(names(machine.subscribers) == ["ann", "bob"])
        #expect(Set(machine.targets) == [.channel("a"), .pattern("a"), .shard("a")])
    }

    @Test func whatNobodyWantsAnyMoreIsLeft() {
        var machine = Machine()
        _ = machine.add(ann, to: [.channel("a"), .channel("b")])
        _ = machine.add(bob, to: [.channel("a")])
        #expect(machine.remove(ann) == [.channel("b")])
        #expect(machine.remove(ann).isEmpty)
        #expect(names(machine.subscribers(of: .channel("a"))) == ["bob"])
        #expect(machine.remove(bob) == [.channel("a")])
        #expect(machine.isEmpty)
    }

    @Test func whatASubscriberWantsIsKnown() {
        var machine = Machine()
        _ = machine.add(ann, to: [.channel("a"), .channel("b")])
        _ = machine.add(bob, to: [.channel("a")])
        _ = machine.remove(ann, from: [.channel("a")])
        #expect(!machine.wants(ann, .channel("a")) && machine.wants(ann, .channel("b")))
        #expect(machine.wants(bob, .channel("a")) && !machine.wants(bob, .pattern("a")))
        _ = machine.takeOut(.channel("a"))
        #expect(!machine.wants(bob, .channel("a")))
    }

    @Test func oneTargetCanBeGivenUpAlone() {
        var machine = Machine()
        _ = machine.add(ann, to: [.shard("a"), .shard("b")])
        #expect(machine.remove(ann, from: [.shard("b"), .shard("c")]) == [.shard("b")])
        #expect(machine.targets == [.shard("a")])
        #expect(names(machine.subscribers(of: .shard("a"))) == ["ann"])
    }

    @Test func whoeverIsAddedTwiceGetsEachMessageOnce() {
        var machine = Machine()
        _ = machine.add(ann, to: [.channel("a"), .channel("a")])
        _ = machine.add(ann, to: [.channel("a")])
        #expect(names(machine.subscribers(of: .channel("a"))) == ["ann"])
        #expect(machine.remove(ann) == [.channel("a")])
    }

    @Test func aTargetCanBeTakenOutWithAllWhoWantIt() {
        var machine = Machine()
        _ = machine.add(ann, to: [.shard("a"), .shard("b")])
        _ = machine.add(bob, to: [.shard("a")])
        #expect(names(machine.takeOut(.shard("a"))) == ["ann", "bob"])
        #expect(machine.takeOut(.shard("a")).isEmpty)
        #expect(machine.targets == [.shard("b")])
    }

    @Test func messagesAreForTheTargetThatBroughtThem() throws {
        let plain = try #require(Machine.message(try push("message", "news", "hello")))
        #expect(plain.target == .channel("news"))
        #expect(plain.message.channel == "news" && plain.message.text == "hello" && plain.message.pattern == nil)
        let shard = try #require(Machine.message(try push("smessage", "news", "hello")))
        #expect(shard.target == .shard("news"))
        let pattern = try #require(Machine.message(try push("pmessage", "n*", "news", "hello")))
        #expect(pattern.target == .pattern("n*"))
        #expect(pattern.message.channel == "news" && pattern.message.pattern == "n*")
    }

    @Test func whatIsNoMessageIsNone() throws {
        for words in [
            ["message", "a"], ["message", "a", "b", "c"], ["pmessage", "a", "b"], ["invalidate", "a", "b"],
        ] {
            let push = try #require(RESPPush(elements: words.map { .bulkString(ByteBuffer(string: $0)) }))
            #expect(Machine.message(push) == nil)
        }
        let odd = RESPPush(elements: [.bulkString(ByteBuffer(string: "message")), .integer(1), .array([])])
        #expect(Machine.message(try #require(odd)) == nil)
    }

    @Test func aChannelThatTheServerGivesUpIsNoticedIfSomebodyWantsIt() throws {
        var machine = Machine()
        _ = machine.add(ann, to: [.shard("a")])
        #expect(machine.withdrawn(try push("sunsubscribe", "a", "0")) == .shard("a"))
        #expect(machine.withdrawn(try push("sunsubscribe", "b", "0")) == nil)
        #expect(machine.withdrawn(try push("unsubscribe", "a", "0")) == nil)
        let nobody = RESPPush(elements: [.bulkString(ByteBuffer(string: "sunsubscribe")), .null, .integer(0)])
        #expect(machine.withdrawn(try #require(nobody)) == nil)
    }

    @Test func theConfirmationOfWhatWasAskedForIsNoSurprise() throws {
        var machine = Machine()
        _ = machine.add(ann, to: [.shard("a")])
        machine.leave(machine.remove(ann))
        _ = machine.add(bob, to: [.shard("a")])
        // This is the answer to the first's leaving, though the second wants it again by now.
        #expect(machine.withdrawn(try push("sunsubscribe", "a", "0")) == nil)
        #expect(machine.withdrawn(try push("sunsubscribe", "a", "0")) == .shard("a"))
    }

    @Test func whatWasLeftInVainKeepsNoLaterWithdrawalSecret() throws {
        var machine = Machine()
        _ = machine.add(ann, to: [.shard("a")])
        machine.leave(machine.remove(ann))
        // The server refused that with an error, so that no push came, and serves the channel now.
        _ = machine.add(bob, to: [.shard("a")])
        machine.confirmed([.shard("a")])
        #expect(machine.withdrawn(try push("sunsubscribe", "a", "0")) == .shard("a"))
    }

    @Test func aNewConnectionOwesNoConfirmations() throws {
        var machine = Machine()
        _ = machine.add(ann, to: [.shard("a")])
        machine.leave([.shard("a"), .channel("a")])
        machine.disconnected()
        #expect(machine.withdrawn(try push("sunsubscribe", "a", "0")) == .shard("a"))
    }
}
