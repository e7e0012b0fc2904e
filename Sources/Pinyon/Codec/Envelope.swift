/// The frame around a value in a remote tier: two bytes of version, one that says what follows, then the value.
///
/// Bytes in another version are a miss, never an error: old and new releases of an application, and of Pinyon, can
/// share a remote tier while they are being rolled out.
@usableFromInline
enum Envelope {
    /// “P” and the format's number.
    static let version: [UInt8] = [0x50, 0x01]

    private static let valueMark: UInt8 = 0
    private static let absentMark: UInt8 = 1

    /// What an envelope holds.
    @usableFromInline
    enum Content {
        case value(ArraySlice<UInt8>)
        case absent
    }

    @usableFromInline
    static func wrap(_ value: [UInt8]) -> [UInt8] {
        var bytes = version
        bytes.reserveCapacity(version.count + 1 + value.count)
        bytes.append(valueMark)
        bytes.append(contentsOf: value)
        return bytes
    }

    @usableFromInline static let absent: [UInt8] = version + [absentMark]

    /// What is in an envelope; nil if this version doesn't know the frame.
    @usableFromInline
    static func open(_ bytes: [UInt8]) -> Content? {
        guard bytes.count > version.count, bytes.starts(with: version) else { return nil }
        switch bytes[version.count] {
        case valueMark: return .value(bytes[(version.count + 1)...])
        case absentMark where bytes.count == version.count + 1: return .absent
        default: return nil
        }
    }
}
