import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A pseudo-terminal: one end for a process to write to, the other for the test to read.
struct Terminal {
    /// The process's end. Close it when the process has it, so that the reader finds an end.
    let processEnd: FileHandle

    private let reader: FileHandle

    init() throws {
        let primary = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard primary >= 0, let name = Self.unlock(primary) else { throw POSIXError(.ENOTTY) }
        let secondary = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard secondary >= 0 else { throw POSIXError(.ENOTTY) }
        reader = FileHandle(fileDescriptor: primary, closeOnDealloc: true)
        processEnd = FileHandle(fileDescriptor: secondary, closeOnDealloc: true)
    }

    /// Lets the other end be opened, and returns its path.
    private static func unlock(_ primary: Int32) -> String? {
        #if os(Linux)
            // Swift doesn't import `unlockpt` and `ptsname` from glibc; this is what they do.
            let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
            var lock: Int32 = 0
            var number: UInt32 = 0
            guard ioctl(primary, setLock, &lock) == 0, ioctl(primary, getNumber, &number) == 0 else { return nil }
            return "/dev/pts/\(number)"
        #else
            guard grantpt(primary) == 0, unlockpt(primary) == 0 else { return nil }
            return ptsname(primary).map { String(cString: $0) }
        #endif
    }

    /// What is written, piece by piece, until all writers are gone.
    var pieces: AsyncStream<String> {
        AsyncStream { continuation in
            Thread.detachNewThread { [reader] in
                // Not the handle's own reading, which waits until there are as many bytes as were asked for. At the end
                // the system reports an error, since the other side has hung up.
                var buffer = [UInt8](repeating: 0, count: 4_096)
                while true {
                    let count = read(reader.fileDescriptor, &buffer, buffer.count)
                    guard count > 0 else { break }
                    continuation.yield(String(decoding: buffer[..<count], as: UTF8.self))
                }
                continuation.finish()
            }
        }
    }
}
