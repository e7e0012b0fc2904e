internal import ArgumentParser
internal import PinyonNear
internal import PinyonOps
internal import PinyonSim

extension TraceFormat: ExpressibleByArgument {}

/// A policy by its name.
struct PolicyArgument: ExpressibleByArgument {
    let policy: NearPolicy

    init(policy: NearPolicy) {
        self.policy = policy
    }

    init?(argument: String) {
        guard let policy = NearPolicy(argument) else { return nil }
        self.policy = policy
    }

    var defaultValueDescription: String { policy.description }
}

/// Refuses a number outside of a range.
func check<Number: Comparable>(_ option: String, _ number: Number, _ range: ClosedRange<Number>) throws {
    guard !range.contains(number) else { return }
    throw ValidationError("\(option) must be between \(range.lowerBound) and \(range.upperBound), not \(number).")
}

/// `10000` or `64mb`.
struct NearSizeArgument: ExpressibleByArgument {
    /// More than any trace has keys.
    private static let mostEntries = 10_000_000_000

    var size: ReplayNearSize

    init(size: ReplayNearSize) {
        self.size = size
    }

    init?(argument: String) {
        if let count = Int(argument.filter { $0 != "_" && $0 != "," }) {
            guard count > 0, count <= Self.mostEntries else { return nil }
            size = .entries(count)
        } else if let bytes = ByteCount(parsing: argument), bytes.count > 0 {
            size = .bytes(bytes.count)
        } else {
            return nil
        }
    }

    var defaultValueDescription: String {
        switch size {
        case .entries(let count): "\(count)"
        case .bytes(let count): "\(count)b"
        }
    }
}

/// A number of bytes with a binary unit: `64mb`, `1gb`, `512b`.
struct ByteCount {
    let count: Int

    init?(parsing text: String) {
        let lowered = text.lowercased()
        let digits = lowered.prefix { $0.isNumber || $0 == "." }
        let shifts = ["b": 0, "k": 10, "kb": 10, "m": 20, "mb": 20, "g": 30, "gb": 30, "t": 40, "tb": 40]
        guard let number = Double(digits), let shift = shifts[String(lowered.dropFirst(digits.count))],
            number * Double(1 << shift) < Double(Int.max)
        else { return nil }
        count = Int(number * Double(1 << shift))
    }
}

/// `50mb`.
struct ByteCountArgument: ExpressibleByArgument {
    let bytes: Int

    init(bytes: Int) {
        self.bytes = bytes
    }

    init?(argument: String) {
        guard let count = ByteCount(parsing: argument)?.count, count > 0 else { return nil }
        bytes = count
    }

    var defaultValueDescription: String {
        bytes.isMultiple(of: 1 << 20) ? "\(bytes >> 20)mb" : "\(bytes)b"
    }
}

/// `500ms`, `30s`, `10m`, `2h`, `1d`; a number alone is seconds.
struct DurationArgument: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        let lowered = argument.lowercased()
        let digits = lowered.prefix { $0.isNumber || $0 == "." }
        let seconds = ["ms": 0.001, "s": 1, "": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let number = Double(digits), let unit = seconds[String(lowered.dropFirst(digits.count))],
            number * unit > 0, number * unit < 1e10
        else { return nil }
        duration = .seconds(number * unit)
    }
}

/// What `ValueSizes` reads.
struct ValueSizeArgument: ExpressibleByArgument {
    let sizes: ValueSizes

    init(sizes: ValueSizes) {
        self.sizes = sizes
    }

    init?(argument: String) {
        guard let sizes = try? ValueSizes(parsing: argument) else { return nil }
        self.sizes = sizes
    }

    var defaultValueDescription: String { "1000" }
}

/// `none,near`.
struct ModesArgument: ExpressibleByArgument {
    let modes: [ReplayMode]

    init(modes: [ReplayMode]) {
        self.modes = modes
    }

    init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false)
        let modes = names.compactMap { ReplayMode(rawValue: $0.lowercased()) }
        guard modes.count == names.count, Set(modes).count == modes.count else { return nil }
        self.modes = modes
    }

    var defaultValueDescription: String { modes.map(\.rawValue).joined(separator: ",") }
}

/// `get,set`.
struct ClientModesArgument: ExpressibleByArgument {
    let modes: [ClientBench.Mode]

    init(modes: [ClientBench.Mode]) {
        self.modes = modes
    }

    init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false)
        let modes = names.compactMap { ClientBench.Mode(rawValue: $0.lowercased()) }
        guard modes.count == names.count, Set(modes).count == modes.count else { return nil }
        self.modes = modes
    }

    var defaultValueDescription: String { modes.map(\.rawValue).joined(separator: ",") }
}

/// `1,2,4`.
struct CountsArgument: ExpressibleByArgument {
    let counts: [Int]

    init(counts: [Int]) {
        self.counts = counts
    }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let counts = parts.compactMap { Int($0) }.filter { $0 > 0 }
        guard counts.count == parts.count else { return nil }
        self.counts = counts
    }

    var defaultValueDescription: String { counts.map(String.init).joined(separator: ",") }
}
