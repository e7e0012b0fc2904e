internal import NIOCore

/// Commands of a pipeline of which at least one is about the connection it is sent over, such as `SELECT` or `WAIT`. So
/// all of them go over one connection, in order, and are sent again together or not at all.
package struct BoundBatch: Sendable {
    package let requests: [Request]
    /// The slot that all keys are in; nil where slots don't matter.
    package let slot: HashSlot?

    /// Commands that go together.
    ///
    /// - Parameters:
    ///   - requests: The commands.
    ///   - isCluster: Whether keys say which node they go to.
    /// - Throws: ``ClientError`` if one of them can't be sent, or would say nothing where it stands.
    package init(_ requests: [Request], isCluster: Bool) throws(ClientError) {
        for (index, request) in requests.enumerated() {
            try request.check()
            if request.traits.flags.contains(.aboutWrites), !requests[..<index].contains(where: \.mayWrite) {
                throw request.traits.objectionWithoutWrites
            }
        }
        self.requests = requests
        slot = isCluster ? try Self.slot(of: requests) : nil
    }

    /// The slot that all keys are in.
    private static func slot(of requests: [Request]) throws(ClientError) -> HashSlot {
        var common: KeyedSlot?
        for request in requests {
            guard request.traits.scope == .anyNode else { throw scattered(request) }
            if let common {
                try common.check(request, "in a pipeline with a command that is about its connection")
            } else {
                common = try KeyedSlot(request)
            }
        }
        guard let common else { throw homeless(requests) }
        return common.slot
    }

    private static func scattered(_ request: Request) -> ClientError {
        ClientError(
            .refused,
            """
            it goes to many nodes, so that it can't be in a pipeline with a command that is about its connection; send \
            it by itself
            """,
            command: request.traits.name)
    }

    private static func homeless(_ requests: [Request]) -> ClientError {
        ClientError(
            .refused,
            """
            it is about its connection, and no key of its pipeline says to which node of the cluster that leads; use \
            withConnection(for:)
            """,
            command: requests.first(where: \.isAboutConnection)?.traits.name)
    }

    /// Whether all of them do no harm when they run twice.
    var isRepeatable: Bool { requests.allSatisfy(\.isRepeatable) }

    /// How they are sent, and until when.
    ///
    /// - Parameters:
    ///   - times: The client's time limits.
    ///   - start: When the caller called.
    func call(_ times: CallTimes, since start: NIODeadline) -> Call {
        var terms = CallTerms.Batch()
        for request in requests { terms.add(CallTerms(request, times, since: start)) }
        return Call(requests.argumentsWithScripts, terms)
    }

    /// Why the server did nothing that lasts longer than the connection, so that all may be sent again; nil if it may
    /// have done something, or refused nothing for now.
    ///
    /// - Parameter replies: The replies to all of them.
    package func refusal(in replies: [RESPValue]) -> ServerError? {
        var refusal: ServerError?
        for (request, reply) in zip(requests, replies) {
            if case .error(let error) = reply.unattributed, ServerErrorMeaning(error).isForNow {
                refusal = refusal ?? error
            } else if request.mayWrite {
                return nil
            }
        }
        return refusal
    }
}

extension ServerErrorMeaning {
    /// Whether the command was not carried out, but may be elsewhere or later.
    fileprivate var isForNow: Bool {
        switch self {
        case .moved, .ask, .tryAgain, .clusterDown, .readOnly, .busy: true
        case .redirect, .notPermitted, .surface: false
        }
    }
}
