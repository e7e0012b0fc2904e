/// How the answers of several nodes to one command become one.
package enum AnswerMerge: Sendable {
    /// Numbers add up.
    case sum
    /// Lists are put together.
    case joined
    /// All nodes should say the same. Where they don't, of numbers the largest counts, and of lists, place by place,
    /// the smallest: so many users were there, and only what every node has is there.
    case agreed
    /// One node did it, and to the others there was nothing to do.
    case anyOne

    /// The answer of all nodes.
    ///
    /// - Parameter results: What each of them answered.
    /// - Returns: an error if one of them has failed, unless another was enough.
    package func merge(_ results: [Result<RESPValue, ClientError>]) -> Result<RESPValue, ClientError> {
        var replies: [RESPValue] = []
        var failures: [ClientError] = []
        for result in results {
            switch result {
            case .success(let reply): replies.append(reply)
            case .failure(let error): failures.append(error)
            }
        }
        if self == .anyOne, let reply = replies.first { return .success(reply) }
        if let error = failures.first { return .failure(failures.first { !$0.saysThereIsNothingToDo } ?? error) }
        return .success(merged(replies))
    }

    /// Whether a node needn't be asked again after an error.
    package func accepts(_ error: ClientError) -> Bool { self == .anyOne && error.code == .server }

    private func merged(_ replies: [RESPValue]) -> RESPValue {
        guard let first = replies.first else { return .null }
        return switch self {
        case .sum: .sum(of: replies)
        case .joined: Self.joined(replies)
        case .agreed: replies.dropFirst().reduce(first) { Self.agreement($0, $1) }
        case .anyOne: first
        }
    }

    private static func joined(_ replies: [RESPValue]) -> RESPValue {
        var elements: [RESPValue] = []
        for reply in replies {
            guard let more = reply.elements else { return reply }
            elements += more
        }
        return .array(elements)
    }

    private static func agreement(_ left: RESPValue, _ right: RESPValue) -> RESPValue {
        switch (left.unattributed, right.unattributed) {
        case (.integer(let first), .integer(let second)): .integer(max(first, second))
        case (.array(let first), .array(let second)): .array(zip(first, second).map { smaller($0, $1) })
        default: left
        }
    }

    private static func smaller(_ left: RESPValue, _ right: RESPValue) -> RESPValue {
        guard let first = try? Int.decode(left), let second = try? Int.decode(right) else { return left }
        return first <= second ? left : right
    }
}

extension CommandTraits {
    /// How the answers become one, if the command goes to several nodes.
    package var merge: AnswerMerge {
        if flags.contains(.apart) { return .anyOne }
        return switch split {
        case .sum: .sum
        case .elements: .joined
        case .allOK, .never: .agreed
        }
    }
}

extension RESPValue {
    /// What numbers add up to; the first that is none, so that it is told.
    static func sum(of replies: [RESPValue]) -> RESPValue {
        var sum = 0
        for reply in replies {
            guard let number = try? Int.decode(reply) else { return reply }
            sum &+= number
        }
        return .integer(sum)
    }
}

extension ClientError {
    /// Whether a node had nothing to end.
    fileprivate var saysThereIsNothingToDo: Bool { serverError?.code == "NOTBUSY" }
}
