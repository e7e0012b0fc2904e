import PinyonNear
import Synchronization

/// Counts the instances of a class that are alive.
final class Census: Sendable {
    private let count = SharedCount()

    var alive: Int { count.value }

    /// An instance that is counted until it is gone.
    func make(_ key: Int) -> Counted {
        count.add(1)
        return Counted(key: key, count: count)
    }
}

/// A value that is counted.
final class Counted: Sendable {
    let key: Int
    private let count: SharedCount

    fileprivate init(key: Int, count: SharedCount) {
        self.key = key
        self.count = count
    }

    deinit { count.add(-1) }
}

/// A tier that is known only after its own listener, or its values, were made.
final class Later<Tier: AnyObject & Sendable>: Sendable {
    private struct Reference: Sendable {
        weak var tier: Tier?
    }

    private let reference = Mutex(Reference())

    var tier: Tier? {
        get { reference.withLock { $0.tier } }
        set { reference.withLock { $0.tier = newValue } }
    }
}
