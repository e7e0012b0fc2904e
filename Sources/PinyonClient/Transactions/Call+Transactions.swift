package import NIOCore

extension Call {
    /// A transaction: it has the time that the most patient of its commands has. None of them waits on the server.
    package init(transaction requests: [Request], times: CallTimes, now: NIODeadline) {
        let usual = Duration.nanoseconds(times.command.nanoseconds)
        let longest = requests.map { $0.options.timeout ?? usual }.max()
        let exec = Request(.exec, CommandArguments(.exec), CommandOptions(timeout: longest))
        self.init(requests.map(\.arguments), CallTerms(exec, times, since: now))
    }
}
