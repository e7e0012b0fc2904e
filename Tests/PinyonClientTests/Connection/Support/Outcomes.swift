import NIOCore
import PinyonClient

extension PendingReply {
    /// A command that nobody limits in time unless a test says so.
    convenience init(
        _ words: String..., expecting expectation: Expectation? = nil, deadline: NIODeadline = .distantFuture,
        connectDeadline: NIODeadline = .distantFuture
    ) {
        self.init(
            .one(command(words)), expecting: expectation, deadline: deadline, connectDeadline: connectDeadline)
    }

    /// Several commands of one word each.
    convenience init(several names: String..., deadline: NIODeadline = .distantFuture) {
        self.init(.several(names.map { command([$0]) }), deadline: deadline, connectDeadline: deadline)
    }

    /// What came of it, as text: `waiting`, replies in ``RESPValue/notation``, or an error's kind. Can be asked once.
    var result: String {
        get async {
            guard isFinished else { return "waiting" }
            switch await outcome() {
            case .success(.one(let reply)): return reply.notation
            case .success(.several(let replies)): return replies.notation
            case .failure(let error): return error.kind
            }
        }
    }
}

extension ClientError {
    /// The kind of the error, and whether the command may have run.
    var kind: String { mayHaveRun ? "\(code), may have run" : "\(code)" }
}

/// A command of some words.
func command(_ words: [String]) -> CommandArguments {
    var arguments = CommandArguments(CommandTraits(words[0]))
    for word in words.dropFirst() { arguments.append(word) }
    return arguments
}

/// Commands as they go over the wire.
func wire(_ commands: String...) -> String {
    commands.map { command in
        let words = command.split(separator: " ")
        return "*\(words.count)\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
    }.joined()
}

extension ServerError {
    /// An error as a server would send it.
    init(line: String) { self.init(wire: ByteBuffer(string: line)) }
}
