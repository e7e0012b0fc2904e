extension Rule {
    /// Commands that do next to nothing are slow only if the server itself has to wait for the machine.
    static let latencyFastCommand = aboutEvents(
        "latency-fast-command", "Commands that should take microseconds", where: { $0 == "fast-command" },
        remedy: { _ in
            """
            The machine doesn't give the server its processor: look for neighbours that take it (steal time in \
            vmstat), for swapping, and for processes that save. redis-cli --intrinsic-latency 60 on the machine \
            measures it.
            """
        })
}
