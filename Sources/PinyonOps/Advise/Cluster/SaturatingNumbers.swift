extension Int {
    /// The whole part of a number, or the largest or smallest integer where that is out of reach. What servers tell is
    /// not to be trusted to be small.
    init(saturating number: Double) {
        if number.isNaN {
            self = 0
        } else {
            self = number >= 9.2e18 ? .max : number <= -9.2e18 ? .min : Int(number)
        }
    }

    /// A sum that stays at the largest integer instead of going beyond it.
    static func saturatingSum(_ numbers: some Sequence<Int>) -> Int {
        numbers.reduce(0) { sum, number in
            let (result, isTooLarge) = sum.addingReportingOverflow(number)
            return isTooLarge ? (number > 0 ? .max : .min) : result
        }
    }
}
