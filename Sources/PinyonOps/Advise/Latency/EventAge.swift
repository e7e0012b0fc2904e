internal import PinyonClient

/// How long ago something happened.
struct EventAge {
    /// The time since then, in seconds.
    let seconds: Double

    /// The time between two moments; 0 if they come in the wrong order.
    init(from then: UnixTime, to now: UnixTime) {
        seconds = Double(max(0, now.milliseconds - then.milliseconds)) / 1_000
    }

    /// Whether it may be over since.
    var isOld: Bool { seconds > 86_400 }

    /// The same in the largest unit of which it is at least one.
    var text: String {
        switch seconds {
        case ..<120: "\(Int(seconds)) seconds ago"
        case ..<7_200: "\(Int(seconds / 60)) minutes ago"
        case ..<172_800: "\(Int(seconds / 3_600)) hours ago"
        default: "\(Figure.grouped(Int(seconds / 86_400))) days ago"
        }
    }
}
