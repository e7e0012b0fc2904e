extension SlotLinks {
    /// What is wrong with a set of lists that together should hold exactly the slots that are in use.
    func violations(of lists: [(name: String, list: SlotList)], in slots: SlotTable) -> [String] {
        var found: [String] = []
        var seen = Set<Slot>()
        for (name, list) in lists {
            let members = self.slots(of: list, limit: slots.capacity + 1)
            let weight = members.reduce(0) { $0 + slots.weight(of: $1) }
            if members.count != list.count { found.append("\(name) counts \(list.count) but links \(members.count)") }
            if weight != list.weight { found.append("\(name) weighs \(list.weight) but its members \(weight)") }
            if (members.last ?? noSlot) != list.tail { found.append("\(name) does not end at its tail") }
            for (index, slot) in members.enumerated() {
                if !seen.insert(slot).inserted { found.append("slot \(slot) is in two places, one is \(name)") }
                if newer(than: slot) != (index == 0 ? noSlot : members[index - 1]) {
                    found.append("slot \(slot) in \(name) points back at the wrong neighbour")
                }
            }
        }
        if seen.count != slots.count { found.append("the policy holds \(seen.count) slots of \(slots.count)") }
        return found
    }
}
