public import NIOCore

extension String: CommandArgument {
    /// Adds the text's UTF-8.
    public func append(to arguments: inout CommandArguments) {
        // Nearly all strings; nothing of them is copied but their bytes.
        let isAdded: Void? = utf8.withContiguousStorageIfAvailable {
            arguments.append(bytes: UnsafeRawBufferPointer($0))
        }
        guard isAdded == nil else { return }
        var text = self
        text.withUTF8 { arguments.append(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension Substring: CommandArgument {
    /// Adds the text's UTF-8.
    public func append(to arguments: inout CommandArguments) {
        var text = self
        text.withUTF8 { arguments.append(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension ByteBuffer: CommandArgument {
    /// Adds the readable bytes.
    public func append(to arguments: inout CommandArguments) { arguments.append(buffer: self) }
}

extension Int: CommandArgument {
    /// Adds the number's decimal digits.
    public func append(to arguments: inout CommandArguments) { arguments.append(String(self)) }
}

extension Int64: CommandArgument {
    /// Adds the number's decimal digits.
    public func append(to arguments: inout CommandArguments) { arguments.append(String(self)) }
}

extension UInt64: CommandArgument {
    /// Adds the number's decimal digits.
    public func append(to arguments: inout CommandArguments) { arguments.append(String(self)) }
}

extension Double: CommandArgument {
    /// Adds the number as the shortest text that reads back as the same number; infinities as `inf` and `-inf`.
    public func append(to arguments: inout CommandArguments) { arguments.append(String(describing: self)) }
}

extension Array: CommandArgument where Element: CommandArgument {
    /// Adds the elements as an argument each; an array of bytes is one argument.
    public func append(to arguments: inout CommandArguments) {
        // The type is asked for, because an empty array can be cast to one of any other elements.
        if Element.self == UInt8.self, let bytes = self as? [UInt8] {
            bytes.withUnsafeBytes { arguments.append(bytes: $0) }
        } else {
            for element in self { arguments.append(element) }
        }
    }
}

extension ArraySlice: CommandArgument where Element: CommandArgument {
    /// Adds the elements as an argument each; a slice of bytes is one argument.
    public func append(to arguments: inout CommandArguments) {
        if Element.self == UInt8.self, let bytes = self as? ArraySlice<UInt8> {
            bytes.withUnsafeBytes { arguments.append(bytes: $0) }
        } else {
            for element in self { arguments.append(element) }
        }
    }
}

extension UInt8: CommandArgument {
    /// Adds the number's decimal digits. An array of bytes is sent as bytes, not as numbers.
    public func append(to arguments: inout CommandArguments) { arguments.append(String(self)) }
}
