internal import NIOCore

/// Something with bytes of keys, values or passwords in it, which are not shown where it is printed, logged or dumped.
package protocol Discreet: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Discreet {
    /// The same as the description.
    public var debugDescription: String { description }

    /// The description only.
    public var customMirror: Mirror { Mirror(reflecting: description) }
}

extension CommandArguments: Discreet {
    /// How many arguments there are, and their size on the wire.
    public var description: String { "\(count) arguments in \(bytes.readableBytes) bytes" }
}

extension Command: Discreet {
    /// The name and the size of the arguments, without the arguments.
    public var description: String { "\(name) (\(arguments))" }
}

extension ErasedCommand: Discreet {
    /// The name and the size of the arguments, without the arguments.
    public var description: String { "\(request)" }
}

extension Request: Discreet {
    package var description: String { "\(traits.name) (\(arguments))" }
}
