extension CommandArguments {
    /// Adds a value that has to be one argument. If it stands for several or none, as an array does, the command isn't
    /// sent: what was meant as a value would be read as something else.
    package mutating func appendOne(_ argument: some CommandArgument) {
        let before = count
        append(argument)
        if count != before + 1 { fail("\(count - before) arguments stand where there has to be one") }
    }

    /// Adds values, each of which has to be one argument.
    package mutating func appendWords<each Word: CommandArgument>(_ words: repeat each Word) {
        for word in repeat each words { appendOne(word) }
    }

    /// Adds how many values there are, and the values, each of which has to be one argument.
    package mutating func appendCounted(_ arguments: [some CommandArgument]) {
        if arguments.isEmpty { fail("a list is empty that has to have an element") }
        append(arguments.count)
        appendEach(arguments)
    }

    /// Adds values, each of which has to be one argument.
    package mutating func appendEach(_ arguments: some Sequence<some CommandArgument>) {
        for argument in arguments { appendOne(argument) }
    }

    /// Adds names with their values, each of which has to be one argument.
    ///
    /// - Returns: How many pairs there were.
    @discardableResult
    package mutating func appendPairs<Name: CommandArgument, Value: CommandArgument>(
        _ pairs: some Sequence<(key: Name, value: Value)>
    ) -> Int {
        var count = 0
        for (name, value) in pairs {
            appendOne(name)
            appendOne(value)
            count += 1
        }
        return count
    }

    /// Adds names with their values, each of which has to be one argument.
    package mutating func appendPairs<each Name: CommandArgument, each Value: CommandArgument>(
        _ pairs: repeat (each Name, each Value)
    ) {
        for (name, value) in repeat each pairs {
            appendOne(name)
            appendOne(value)
        }
    }

    /// Adds a word and a value, if there is a value.
    package mutating func append(_ word: String, _ value: (some CommandArgument)?) {
        guard let value else { return }
        append(word)
        appendOne(value)
    }

    /// Adds a word if something is the case.
    package mutating func append(_ word: String, if isWanted: Bool) {
        if isWanted { append(word) }
    }
}
