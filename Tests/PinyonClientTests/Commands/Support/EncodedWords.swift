import NIOCore
import PinyonClient

/// The words of a command as they go over the wire, with a space between; why it can't be sent, if it can't.
func words<Response>(_ command: Command<Response>) -> String {
    if let problem = command.arguments.problem { return "can't be sent: \(problem)" }
    let words = command.arguments.words.map { String(buffer: $0) }
    return words.count == command.arguments.count ? words.joined(separator: " ") : "the count of words is wrong"
}
