import CPinyonMemory
import Foundation

/// What the process takes of the system, on Linux.
enum ThisProcess {
    /// How many file descriptors are open.
    static var openDescriptors: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }

    /// The number that the next descriptor gets; all below are taken.
    static var lowestFreeDescriptor: Int {
        let descriptor = open("/dev/null", O_RDONLY)
        close(descriptor)
        return Int(descriptor)
    }

    /// The bytes of memory that are resident.
    static var residentBytes: Int {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
        return pages * Int(getpagesize())
    }

    /// The bytes that were allocated and not given back, by objects and tasks alike; what is resident is more.
    static var allocatedBytes: Int { pinyon_allocated_bytes() }

    /// How many threads there are.
    static var threads: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count) ?? 0
    }

    /// Limits how many file descriptors may be open.
    ///
    /// - Returns: whether the system agreed.
    static func limitDescriptors(to count: Int) -> Bool {
        var limit = rlimit()
        #if canImport(Glibc)
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let resource = RLIMIT_NOFILE
        #endif
        guard getrlimit(resource, &limit) == 0 else { return false }
        limit.rlim_cur = rlim_t(count)
        return setrlimit(resource, &limit) == 0
    }
}
