#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// An open file, pipe or terminal that bytes are read from.
///
/// Waiting for a pipe happens in short pieces, so that cancelling the task ends it.
final class ByteSource: Sendable {
    private let descriptor: Int32
    private let isOwned: Bool
    private let isRegular: Bool
    /// The file's length in bytes; `nil` where there is none to know.
    let totalBytes: Int?

    /// Opens a file.
    ///
    /// - Throws: ``SimError/Code/unreadable`` or ``SimError/Code/isDirectory``.
    convenience init(path: String) throws(SimError) {
        // Without O_NONBLOCK, opening a named pipe would wait for its writer where no cancellation reaches.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.unreadable() }
        try self.init(descriptor: descriptor, isOwned: true)
    }

    /// Reads from a descriptor that is open already.
    ///
    /// - Parameters:
    ///   - descriptor: The descriptor.
    ///   - isOwned: Whether to close it in the end, also if this fails.
    /// - Throws: ``SimError/Code/unreadable`` or ``SimError/Code/isDirectory``.
    init(descriptor: Int32, isOwned: Bool) throws(SimError) {
        self.descriptor = descriptor
        self.isOwned = isOwned
        var status = stat()
        let failure = fstat(descriptor, &status) == 0 ? nil : Self.unreadable()
        let kind = status.st_mode & S_IFMT
        isRegular = kind == S_IFREG
        totalBytes = kind == S_IFREG ? Int(status.st_size) : nil
        if let failure { throw failure }
        if kind == S_IFDIR { throw SimError(.isDirectory, "this is a directory", expected: "a trace file") }
    }

    deinit {
        if isOwned { close(descriptor) }
    }

    /// Reads on.
    ///
    /// - Parameter most: The most bytes to return.
    /// - Returns: As many as are there; none at the end.
    /// - Throws: ``SimError/Code/unreadable``, or `CancellationError`.
    func read(most: Int) async throws -> [UInt8] {
        while true {
            try Task.checkCancellation()
            guard isRegular || isReady() else {
                await Task.yield()
                continue
            }
            var result = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
                result = systemRead(descriptor, buffer.baseAddress, most)
                count = max(0, result)
            }
            if result >= 0 { return bytes }
            guard errno == EINTR || errno == EAGAIN else { throw Self.unreadable() }
        }
    }

    /// Whether a read would return at once; waits for it no longer than a cancelled task may.
    private func isReady() -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let milliseconds: Int32 = 20
        return poll(&request, 1, milliseconds) > 0
    }

    private static func unreadable() -> SimError {
        SimError(.unreadable, "can't be read: \(String(cString: strerror(errno)))")
    }
}

/// Keeps `read` apart from the method of that name.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
