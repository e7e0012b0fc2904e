/// Text in columns.
struct Table {
    private let header: [String]
    private var rows: [[String]] = []

    /// A table with a header; the first column is aligned to the left, the others to the right.
    init(_ header: [String]) {
        self.header = header
    }

    /// Adds a row.
    mutating func add(_ row: [String]) { rows.append(row) }

    /// The table, each column as wide as its widest cell.
    var text: String {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let lines = all.map { row in
            row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - row[column].count)
                return column == 0 ? row[column] + padding : padding + row[column]
            }.joined(separator: "  ")
        }
        let rule = String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1))
        return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
    }

    /// One row with given widths, aligned to the right.
    static func row(_ cells: [String], widths: [Int]) -> String {
        zip(cells, widths).map { cell, width in
            String(repeating: " ", count: max(0, width - cell.count)) + cell
        }.joined(separator: "  ")
    }
}
