import NIOCore
import PinyonClient

/// A command by its words, as the client sends it.
func request(_ text: String, _ change: (inout CommandOptions) -> Void = { _ in }) -> Request {
    let words = text.split(separator: " ").map(String.init)
    var command = Command<RESPValue>(raw: words[0], arguments: Array(words.dropFirst()))
    change(&command.options)
    return command.request
}

extension Request {
    /// The command's words.
    var text: String { arguments.words.map { String(buffer: $0) }.joined(separator: " ") }
}

extension HashSlot {
    /// A slot by its number, of which a test knows that there is one.
    init(_ number: Int) {
        self = HashSlot(number: number) ?? HashSlot(key: "")
    }
}

/// A node that isn't one.
final class Place: Sendable, CustomStringConvertible {
    let name: String

    init(_ name: String) { self.name = name }

    var description: String { name }
}
