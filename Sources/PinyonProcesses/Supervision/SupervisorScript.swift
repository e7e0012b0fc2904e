/// The shell script that stands between this process and a server.
///
/// The operating system doesn't end a process when the one that started it is gone, and its ways of asking for that
/// (Linux's parent-death signal) watch the *thread* that started it, which with a pool of threads ends at any time. So
/// a shell starts the server and holds the reading end of a pipe whose writing end only this process has. However this
/// process ends, by SIGKILL too, the system closes the pipe, and the shell kills the server.
///
/// The server is the shell's child, so its process id is nobody else's for as long as the shell hasn't reported its
/// end.
enum SupervisorScript {
    /// The arguments: the log file, the server and its arguments.
    ///
    /// Only SIGKILL is used inside: a shell that has just been forked may lose any other signal.
    ///
    /// It prints the server's process id, and exits with the server's status: 128 and the signal's number if a signal
    /// ended it.
    static let text = """
        log=$1
        shift
        exec 3<&0 </dev/null
        (exec "$@") >>"$log" 2>&1 3<&- &
        server=$!
        (
            while read -r line <&3; do :; done
            kill -KILL "$server"
        ) >/dev/null 2>&1 &
        watcher=$!
        exec 3<&-
        echo "$server"
        wait "$server"
        status=$?
        kill -KILL "$watcher"
        wait "$watcher"
        exit "$status"
        """
}
