/// A field of a report that may be unknown. It is then written as null, where synthesized coding would leave it out.
@propertyWrapper
package struct Nullable<Value: Codable & Sendable>: Codable, Sendable {
    /// The value; nil if it is unknown.
    package var wrappedValue: Value?

    /// A field.
    package init(wrappedValue: Value?) {
        self.wrappedValue = wrappedValue
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue {
            try container.encode(wrappedValue)
        } else {
            try container.encodeNil()
        }
    }
}
