internal import Foundation

/// Numbers as reports write them in sentences.
enum Figure {
    /// Two decimals.
    static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

    /// A share in per cent, with one decimal.
    static func percent(_ number: Double) -> String { String(format: "%.1f %%", number) }

    /// A difference of two shares, in percentage points.
    static func points(_ number: Double) -> String { String(format: "%.1f percentage points", number) }
}
