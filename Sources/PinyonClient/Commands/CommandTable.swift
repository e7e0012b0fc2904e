/// What is known of commands, by their names in any case.
package enum CommandTable {
    /// The traits of every command that is known.
    package static let all: [CommandTraits] = groups.flatMap { $0 }

    private static let groups = [
        CommandTraits.strings, CommandTraits.keyspace, CommandTraits.hashes, CommandTraits.lists, CommandTraits.sets,
        CommandTraits.sortedSets, CommandTraits.hyperLogLogs, CommandTraits.bitmaps, CommandTraits.geo,
        CommandTraits.refused, CommandTraits.streams, CommandTraits.scripting, CommandTraits.pubSub,
        CommandTraits.transactions, CommandTraits.clients, CommandTraits.server, CommandTraits.monitoring,
        CommandTraits.accessControl, CommandTraits.cluster, CommandTraits.sentinel, CommandTraits.json,
        CommandTraits.search, CommandTraits.probabilistic, CommandTraits.timeSeries,
    ]

    /// By the words of the name in capitals.
    private static let byName = Dictionary(all.map { (words($0.name), $0) }) { first, _ in first }

    /// The most words that a name has.
    private static let mostWords = all.map(\.words).max() ?? 1

    /// Where the keys are of commands whose subcommand isn't known: where those that are known have theirs, if all of
    /// them have them there.
    private static let containers = Dictionary(grouping: all.filter { $0.words > 1 }) { words($0.name)[0] }
        .mapValues { $0.allSatisfy { $0.keys == .at(2) } ? KeyPositions.at(2) : KeyPositions.none }

    private static func words(_ name: String) -> [String] { name.split(separator: " ").map(String.init) }

    /// The traits of a command; nil if it isn't known.
    ///
    /// - Parameter name: The name in any case; with a subcommand, both words with a space between.
    package static func traits(of name: String) -> CommandTraits? { byName[words(name.uppercased())] }

    /// The traits of a command by its words as a server gets them: those of the longest name that they begin with, and
    /// otherwise what can be assumed.
    package static func traits(of arguments: CommandArguments) -> CommandTraits {
        let names = arguments.names(mostWords)
        for count in stride(from: names.count, to: 0, by: -1) {
            if let traits = byName[Array(names.prefix(count))] { return traits.called(with: arguments) }
        }
        let name = names.first ?? ""
        return CommandTraits(name, keys: containers[name] ?? .first)
    }

    /// The names of all commands that are known.
    static var names: Set<String> { Set(all.map(\.name)) }
}
