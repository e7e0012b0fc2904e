/// The numbers from which on rules speak, where they are not the rules' own.
package struct Thresholds: Sendable, Hashable {
    /// The numbers by the rules' names.
    private var numbers: [String: Double] = [:]

    /// The rules' own numbers.
    package init() {}

    /// Sets a rule's number.
    ///
    /// - Parameters:
    ///   - number: The number, in the rule's unit.
    ///   - name: The rule's name, or one of its aliases.
    /// - Throws: ``OpsError/Code/badInput`` if there is no such rule.
    package mutating func set(_ number: Double, for name: String) throws(OpsError) {
        guard let rule = RuleCatalog.rule(named: name) else {
            throw OpsError(.badInput, "there is no rule “\(name)”: pinyon analyze --rules lists them")
        }
        guard number.isFinite, number >= 0 else {
            throw OpsError(.badInput, "the threshold of \(rule.id) is no number from 0 on")
        }
        numbers[rule.id] = number
    }

    /// The number for a rule.
    func number(for rule: Rule) -> Double { numbers[rule.id] ?? rule.threshold }
}
