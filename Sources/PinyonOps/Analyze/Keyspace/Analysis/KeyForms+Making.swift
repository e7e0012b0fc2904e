extension MemberForm {
    /// What members look like.
    ///
    /// - Parameters:
    ///   - count: How many were looked at.
    ///   - areIntegers: Whether all of them are integers.
    ///   - areTimes: Whether all of them, or their scores, look like points in time.
    ///   - areKeyNames: Whether the first is the name of a key; nil if that wasn't looked up.
    ///   - meanNameBytes: The mean length of a hash's field names; nil for other types.
    ///   - longestBytes: The length of the longest.
    package init(
        of count: Int, areIntegers: Bool = false, areTimes: Bool = false, areKeyNames: Bool? = nil,
        meanNameBytes: Double? = nil, longestBytes: Int = 0
    ) {
        self.init(
            lookedAt: count, areIntegers: areIntegers, areTimes: areTimes, areKeyNames: areKeyNames,
            meanNameBytes: meanNameBytes, longestBytes: longestBytes)
    }
}

extension ValueForm {
    /// What a value looks like.
    ///
    /// - Parameters:
    ///   - format: The format that it is written in.
    ///   - count: How many bytes were looked at.
    ///   - flatFields: How many fields a flat object has; nil for anything else.
    ///   - fieldBytes: How many bytes of names and values these are.
    ///   - compressedShare: How small it becomes when it is compressed; nil if that wasn't tried.
    package init(
        _ format: Format, of count: Int, flatFields: Int? = nil, fieldBytes: Int? = nil, compressedShare: Double? = nil
    ) {
        self.init(
            format: format, flatFields: flatFields, fieldBytes: fieldBytes, lookedAt: count,
            compressedShare: compressedShare)
    }
}
