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

    /// By name in capitals; with a subcommand, by both words with a space between.
    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    /// The first words of names that have two.
    private static let containers = Set(all.compactMap { $0.name.split(separator: " ").dropLast().first })

    /// The traits of a command; nil if it isn't known.
    ///
    /// - Parameter name: The name in any case; with a subcommand, both words with a space between.
    package static func traits(of name: String) -> CommandTraits? { byName[name.uppercased()] }

    /// The names of all commands that are known.
    static var names: Set<String> { Set(byName.keys) }

    /// Whether a command has subcommands that are known.
    static func hasSubcommands(_ name: String) -> Bool { containers.contains(name.uppercased()[...]) }
}
