extension Double {
    /// The number as a text in JSON; a whole one, up to 2^53, without a fraction.
    ///
    /// Documents tell `1` from `1.0`: what is added to the second, or the second is added to, is no integer any more.
    var jsonText: String {
        guard let whole = Int(exactly: self), whole.magnitude <= 1 << 53 else { return String(describing: self) }
        return String(whole)
    }
}
