internal import Foundation

/// Numbers as reports write them.
package enum Figure {
    /// Two decimals.
    static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

    /// Four decimals, for shares in per cent.
    static func roundedShare(_ number: Double) -> Double { (number * 1e4).rounded() / 1e4 }

    /// A share in per cent, with one decimal.
    package static func percent(_ number: Double) -> String { String(format: "%.1f %%", number) }

    /// A difference of two shares, in percentage points.
    static func points(_ number: Double) -> String { String(format: "%.1f percentage points", number) }

    /// A number with commas between groups of three digits.
    package static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// A number of bytes in the largest binary unit that fits.
    package static func bytes(_ count: Int) -> String {
        let units = ["B", "KB", "MB", "GB", "TB", "PB"]
        var number = Double(count)
        var unit = 0
        while number >= 1_024, unit < units.count - 1 {
            number /= 1_024
            unit += 1
        }
        return unit == 0 ? "\(count) B" : String(format: "%.1f %@", number, units[unit])
    }
}
