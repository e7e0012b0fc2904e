extension Command {
    // The result is often of no use.
    /// Adds elements to a HyperLogLog, which estimates how many different ones it has seen from at most 12 KiB of
    /// memory, and says whether that changed it. It is made if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The HyperLogLog's key.
    ///   - elements: An element, or an array of elements.
    public static func pfadd(_ key: some CommandArgument, _ elements: some CommandArgument) -> Command
    where Response == Bool {
        Command(.pfadd) {
            $0.appendOne(key)
            $0.append(elements)
        }
    }

    /// About how many different elements HyperLogLogs have seen together, with a standard error of 0.81 %.
    ///
    /// - Parameter keys: A key, or an array of keys. In a cluster they have to be in one slot.
    public static func pfcount(_ keys: some CommandArgument) -> Command where Response == Int {
        Command(.pfcount) { $0.append(keys) }
    }

    /// Adds to a HyperLogLog what others have seen. It is made if it isn't there.
    ///
    /// - Parameters:
    ///   - destination: The key of the HyperLogLog that is added to.
    ///   - keys: A key, or an array of keys. In a cluster all have to be in one slot.
    public static func pfmerge(_ destination: some CommandArgument, _ keys: some CommandArgument) -> Command
    where Response == Void {
        Command(.pfmerge) {
            $0.appendOne(destination)
            $0.append(keys)
        }
    }
}
