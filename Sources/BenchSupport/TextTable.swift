/// A table in GitHub's Markdown that is also readable as plain text: words are aligned left, figures right.
public struct TextTable {
    private var rows: [[String]]
    private let wordColumns: Int

    /// - Parameter wordColumns: how many columns, from the first one on, are words.
    public init(header: [String], wordColumns: Int = 1) {
        rows = [header]
        self.wordColumns = wordColumns
    }

    /// Adds a row of as many cells as the header has.
    public mutating func add(_ cells: [String]) {
        precondition(cells.count == rows[0].count, "a cell for each column")
        rows.append(cells)
    }

    /// The lines of the table, without an LF at the end.
    public var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            "| "
                + zip(row.indices, row).map { pad($1, to: widths[$0], left: $0 < wordColumns) }.joined(separator: " | ")
                + " |"
        }
        let rule = widths.enumerated().map {
            String(repeating: "-", count: $1 + 1) + ($0 < wordColumns ? "-" : ":")
        }
        lines.insert("|" + rule.joined(separator: "|") + "|", at: 1)
        return lines.joined(separator: "\n")
    }

    private func pad(_ cell: String, to width: Int, left: Bool) -> String {
        let space = String(repeating: " ", count: width - cell.count)
        return left ? cell + space : space + cell
    }
}

/// A figure with so many digits after the point, and commas between thousands: `1,234.5`.
public func figure(_ value: Double, digits: Int = 0) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "?" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int((abs(value) * scale).rounded())
    let whole = String(scaled / Int(scale))
    var grouped = ""
    for (index, digit) in whole.enumerated() {
        if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
        grouped.append(digit)
    }
    if digits > 0 {
        let fraction = String(scaled % Int(scale))
        grouped += "." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
    return value < 0 && scaled != 0 ? "-" + grouped : grouped
}
