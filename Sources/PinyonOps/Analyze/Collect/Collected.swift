/// What was asked of a server: its answer, or why there is none.
package enum Collected<Value: Sendable>: Sendable {
    /// What it answered.
    case value(Value)
    /// Why there is nothing.
    case absent(Absence)

    /// The answer; nil if there is none.
    package var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// Why there is no answer; nil if there is one.
    package var absence: Absence? {
        if case .absent(let absence) = self { absence } else { nil }
    }

    /// The answer in another form.
    package func map<Other: Sendable>(_ transform: (Value) -> Other) -> Collected<Other> {
        switch self {
        case .value(let value): .value(transform(value))
        case .absent(let absence): .absent(absence)
        }
    }
}

extension Collected: Equatable where Value: Equatable {}

/// Why something isn't known.
package struct Absence: Sendable, Hashable {
    /// What kept it from being known.
    package enum Cause: String, Sendable, Hashable {
        /// The server doesn't permit it, or says no to everybody.
        case refused
        /// The server doesn't have it: it is older, another product, or set up without.
        case unsupported
        /// It was asked for in vain: no answer came, or one that makes no sense.
        case failed
        /// Nobody wanted it.
        case unwanted
    }

    /// What kept it from being known.
    package var cause: Cause
    /// The same in words for people, without any value or secret.
    package var reason: String

    /// An absence.
    package init(_ cause: Cause, _ reason: String) {
        self.cause = cause
        self.reason = reason
    }

    /// Whether something that should be there is missing, so that a report without it isn't whole.
    package var isGap: Bool { cause == .refused || cause == .failed }
}
