/// The distinct keys of a trace, numbered from 0 in the order of their first request.
///
/// Text keys lie in one buffer, one behind the other; numeric keys stay numbers and become text when asked for.
package struct KeyTable: Sendable {
    private enum Storage: Sendable {
        case text(bytes: [UInt8], ends: [Int])
        case numbers([UInt64])
    }

    private let storage: Storage

    /// A table of text keys: all their bytes, and where each one ends.
    init(bytes: [UInt8], ends: [Int]) {
        storage = .text(bytes: bytes, ends: ends)
    }

    /// A table of numeric keys.
    init(numbers: [UInt64]) {
        storage = .numbers(numbers)
    }

    /// How many keys there are.
    package var count: Int {
        switch storage {
        case .text(_, let ends): ends.count
        case .numbers(let numbers): numbers.count
        }
    }

    /// A key's text.
    ///
    /// - Precondition: `id` is at least 0 and less than ``count``.
    package subscript(id: Int32) -> String {
        switch storage {
        case .text(let bytes, let ends):
            String(decoding: bytes[range(of: id, in: ends)], as: UTF8.self)
        case .numbers(let numbers):
            String(numbers[Int(id)])
        }
    }

    /// The length of a key's text in bytes, without making the text.
    ///
    /// - Precondition: `id` is at least 0 and less than ``count``.
    package func length(of id: Int32) -> Int {
        switch storage {
        case .text(_, let ends):
            return range(of: id, in: ends).count
        case .numbers(let numbers):
            var rest = numbers[Int(id)] / 10
            var digits = 1
            while rest > 0 {
                digits += 1
                rest /= 10
            }
            return digits
        }
    }

    private func range(of id: Int32, in ends: [Int]) -> Range<Int> {
        let index = Int(id)
        return (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }
}
