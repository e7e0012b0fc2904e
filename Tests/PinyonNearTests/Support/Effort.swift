/// How much the long tests do.
enum Effort {
    /// A debug build, which may have a sanitizer in it, is some twenty times slower, so it does less.
    static let isFull: Bool = {
        #if DEBUG
            false
        #else
            true
        #endif
    }()

    /// A number of repetitions, fewer in a debug build.
    static func repetitions(_ count: Int) -> Int { isFull ? count : count / 20 }
}
