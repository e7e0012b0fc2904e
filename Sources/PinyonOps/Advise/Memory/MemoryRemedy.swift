internal import PinyonClient

/// What gets memory back that a process has and its data doesn't need.
enum MemoryRemedy {
    /// What to do about pages that the process keeps though they are free.
    static let retained = """
        MEMORY PURGE makes jemalloc give free pages back to the system; a restart does it with any allocator.
        """
    /// What to do about memory that isn't the allocator's.
    static let process = """
        It belongs to scripts, modules and the program itself: look at used_memory_vm_total and MODULE LIST, and \
        restart the server if it keeps growing.
        """

    /// What to do about pages that are only partly in use.
    static func fragmentation(_ node: NodeFacts) -> String {
        guard let isAble = canDefragment(node) else {
            return """
                CONFIG SET activedefrag yes moves values together while the server runs. Builds with the system's \
                allocator refuse it: restart those, one after the other, when a replica has taken over.
                """
        }
        guard isAble else {
            return """
                This build can't move values while it runs (activedefrag needs the jemalloc that comes with the \
                server's source): MEMORY PURGE gives whole free pages back, and a restart, after a replica has taken \
                over, packs everything anew.
                """
        }
        if node.settings.value?["activedefrag"] == "yes" {
            return """
                activedefrag is on and doesn't keep up: lower active-defrag-threshold-lower, or raise \
                active-defrag-cycle-max if the processor has time.
                """
        }
        return "CONFIG SET activedefrag yes, and in the configuration file: it moves values together while it runs."
    }

    /// Whether the server can move values while it runs; nil if that isn't known.
    ///
    /// Only the jemalloc of the server's source tells which values are worth moving, and only that is built with steps
    /// of 8 bytes between small sizes.
    private static func canDefragment(_ node: NodeFacts) -> Bool? {
        if let allocator = node.info.memory.allocator, !allocator.hasPrefix("jemalloc") { return false }
        return node.allocatorQuantum.value.map { $0 == 8 }
    }
}
