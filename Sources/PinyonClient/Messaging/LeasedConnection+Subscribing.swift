internal import NIOCore

extension LeasedConnection {
    /// Subscribes to targets, and returns when the server has confirmed all.
    func subscribe(to targets: [SubscriptionTarget], until deadline: NIODeadline) async throws(ClientError) {
        for batch in SubscriptionBatch.batches(targets) { try await subscribe(to: batch, until: deadline) }
    }

    /// Subscribes with one command. A server that refuses one of its targets refuses all.
    func subscribe(to batch: SubscriptionBatch, until deadline: NIODeadline) async throws(ClientError) {
        let name = batch.kind.subscribe
        let replies = try await send(
            .one(batch.command(name)), expecting: batch.confirmations(of: name), deadline: deadline)
        guard case .error(let error) = replies.last.unattributed else { return }
        throw ClientError(
            error.code == "NOPERM" ? .authentication : .server, error.description, command: name,
            node: "\(connection.address)", serverError: error)
    }

    /// Subscribes to each target of a batch with a command of its own.
    ///
    /// - Returns: the targets for which that failed, and why.
    func subscribe(
        toEachOf batch: SubscriptionBatch, until deadline: NIODeadline
    ) async -> [SubscriptionTarget: ClientError] {
        await withTaskGroup(of: (SubscriptionTarget, ClientError?).self) { tasks in
            for target in batch.targets {
                tasks.addTask { (target, await self.failure(ofSubscribingTo: target, until: deadline)) }
            }
            var failures: [SubscriptionTarget: ClientError] = [:]
            for await (target, failure) in tasks { failures[target] = failure }
            return failures
        }
    }

    private func failure(
        ofSubscribingTo target: SubscriptionTarget, until deadline: NIODeadline
    ) async -> ClientError? {
        do throws(ClientError) {
            try await subscribe(to: [target], until: deadline)
            return nil
        } catch {
            return error
        }
    }

    /// Ends the subscription to targets, without waiting for the server to confirm it.
    func unsubscribe(from targets: [SubscriptionTarget], until deadline: NIODeadline) {
        for batch in SubscriptionBatch.batches(targets) {
            let name = batch.kind.unsubscribe
            let pending = PendingReply(
                .one(batch.command(name)), expecting: batch.confirmations(of: name), deadline: deadline,
                connectDeadline: .distantFuture)
            // If it can't be sent, the connection is gone and with it the subscription.
            try? post(pending)
        }
    }
}

extension ClientError {
    /// Whether the server refused what the user may not do.
    var isNotPermitted: Bool { serverError?.code == "NOPERM" }
}
