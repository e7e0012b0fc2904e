/// Why an entry left a near tier.
public enum RemovalCause: Sendable, Hashable, CaseIterable {
    /// A newer value was stored for its key.
    case replaced
    /// Its lifetime was over.
    case expired
    /// The tier was full, or the entry was too heavy to be kept at all.
    case capacity
    /// It was removed by its key, by a condition, or with everything else.
    case invalidated
}
