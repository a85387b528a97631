/// A small model of a terminal: enough of a VT100 to see what `Screen` draws, the last column's pending wrap included.
struct VirtualTerminal {
    struct Cell: Equatable {
        var text = " "
        /// The right half of a wide character.
        var isTail = false
    }

    private(set) var columns: Int
    private(set) var lines: Int
    private(set) var row = 0
    private(set) var column = 0
    private(set) var scrolledOff: [String] = []
    private var cells: [[Cell]]
    private var isWrapPending = false
    private var wrapsAutomatically = true
    /// How wide this terminal thinks a character is.
    private let width: (Character) -> Int

    init(columns: Int, lines: Int, width: @escaping (Character) -> Int) {
        self.columns = columns
        self.lines = lines
        self.width = width
        cells = Array(repeating: Array(repeating: Cell(), count: columns), count: lines)
    }

    /// The rows without what is blank at their ends.
    var text: [String] { cells.map(Self.text) }

    /// All that was ever printed, without blank rows at the end.
    var everything: [String] {
        var all = scrolledOff + text
        while all.last == "" { all.removeLast() }
        return all
    }

    /// The cursor's row counted from the first row that was ever printed.
    var absoluteRow: Int { scrolledOff.count + row }

    private static func text(_ row: [Cell]) -> String {
        var text = row.filter { !$0.isTail }.map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    mutating func write(_ output: String) {
        var rest = Array(output)[...]
        while let character = rest.popFirst() {
            switch character {
            case "\r\n":
                column = 0
                lineFeed()
            case "\r":
                column = 0
                isWrapPending = false
            case "\n": lineFeed()
            case "\u{1B}": escape(&rest)
            default: put(character)
            }
        }
    }

    private mutating func lineFeed() {
        isWrapPending = false
        row += 1
        guard row == lines else { return }
        row -= 1
        scrolledOff.append(Self.text(cells.removeFirst()))
        cells.append(Array(repeating: Cell(), count: columns))
    }

    private mutating func put(_ character: Character) {
        let width = width(character)
        if width == 0 { return }
        if isWrapPending || column + width > columns {
            if wrapsAutomatically {
                column = 0
                lineFeed()
            } else {
                column = columns - width
            }
        }
        cells[row][column] = Cell(text: String(character))
        for tail in 1..<max(width, 2) where tail < width { cells[row][column + tail] = Cell(text: "", isTail: true) }
        column += width
        isWrapPending = column == columns && wrapsAutomatically
        if column == columns { column -= 1 }
    }

    /// Clears the screen. As tmux does, and others, what was on it is kept.
    private mutating func clear() {
        let used = (cells.lastIndex { !Self.text($0).isEmpty } ?? -1) + 1
        scrolledOff += cells[..<used].map(Self.text)
        cells = Array(repeating: Array(repeating: Cell(), count: columns), count: lines)
    }

    private mutating func escape(_ rest: inout ArraySlice<Character>) {
        guard rest.popFirst() == "[" else { return }
        var parameters = ""
        while let next = rest.first, next.isNumber || next == ";" || next == "?" {
            parameters.append(next)
            rest.removeFirst()
        }
        let count = max(1, Int(parameters) ?? 1)
        isWrapPending = false
        switch (rest.popFirst(), parameters) {
        case ("A", _): row = max(0, row - count)
        case ("B", _): row = min(lines - 1, row + count)
        case ("H", _): (row, column) = (0, 0)
        case ("K", ""): for column in column..<columns { cells[row][column] = Cell() }
        case ("J", "2"): clear()
        case ("J", _) where row == 0 && column == 0: clear()
        case ("J", _):
            for column in column..<columns { cells[row][column] = Cell() }
            for below in row + 1..<max(lines, row + 1) where below < lines {
                cells[below] = Array(repeating: Cell(), count: columns)
            }
        case ("h", "?7"): wrapsAutomatically = true
        case ("l", "?7"): wrapsAutomatically = false
        case ("m", _): break
        case (let final, _): fatalError("the model has no CSI \(parameters)\(final.map(String.init) ?? "")")
        }
    }
}
