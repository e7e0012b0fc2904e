/// What is known of a command after its group was sent.
package enum BatchVerdict: Sendable {
    /// Its caller gets this.
    case settled(Result<RESPValue, ClientError>)
    /// It can be sent again. If it isn't, its caller gets the error.
    case again(ClientError)

    /// Decides which commands of a group are sent again.
    ///
    /// Not those that would run behind a later write of the same key which has run: a `DEL a b` that was put off while
    /// the `SET a` behind it was not would delete the new value.
    ///
    /// - Parameters:
    ///   - verdicts: What is known of the commands, in order.
    ///   - requests: The commands.
    /// - Returns: for each command in order what its caller gets; nil if it is to be sent again.
    package static func settle(
        _ verdicts: [BatchVerdict], on requests: [Request]
    ) -> [Result<RESPValue, ClientError>?] {
        guard verdicts.contains(where: \.isOpen) else { return verdicts.map { $0.result } }
        var results: [Result<RESPValue, ClientError>?] = []
        var later = TouchedKeys()
        for (verdict, request) in zip(verdicts, requests).reversed() {
            switch verdict {
            case .settled(let result):
                results.append(result)
                if result.mayHaveRun { later.add(request) }
            case .again(let error) where later.touches(request):
                let reason = "it wasn't sent again, as a command behind it has written the same key"
                results.append(.failure(error.adding(reason)))
            case .again:
                results.append(nil)
            }
        }
        return results.reversed()
    }

    private var isOpen: Bool {
        if case .again = self { true } else { false }
    }

    private var result: Result<RESPValue, ClientError>? {
        if case .settled(let result) = self { result } else { nil }
    }
}

extension Result where Failure == ClientError {
    /// Whether the command ran, or may have.
    fileprivate var mayHaveRun: Bool {
        switch self {
        case .success: true
        case .failure(let error): error.mayHaveRun
        }
    }
}
