/// Where a prompt and a line fall on a terminal of so many columns.
struct Layout: Equatable {
    struct Row: Equatable {
        var text = ""
        var width = 0
    }

    private(set) var rows = [Row()]
    private(set) var cursorRow = 0
    /// What stands left of the cursor in its row.
    private(set) var cursorPrefix = Row()

    init(prompt: String, before: String, after: String, columns: Int) {
        for character in prompt { place(character, columns) }
        for character in before { place(character, columns) }
        if let next = after.first {
            // The cursor stands on the character after it, which may have gone to the next row.
            if !fits(DisplayWidth.of(next), columns) { rows.append(Row()) }
        } else if rows[rows.count - 1].width >= columns {
            // A full row leaves no column for the cursor; terminals differ in where they would show it.
            rows.append(Row())
        }
        cursorRow = rows.count - 1
        cursorPrefix = rows[cursorRow]
        for character in after { place(character, columns) }
    }

    private func fits(_ width: Int, _ columns: Int) -> Bool {
        let used = rows[rows.count - 1].width
        return used + width <= columns || used == 0
    }

    private mutating func place(_ character: Character, _ columns: Int) {
        let width = DisplayWidth.of(character)
        if !fits(width, columns) { rows.append(Row()) }
        rows[rows.count - 1].text.append(character)
        rows[rows.count - 1].width += width
    }
}

/// The input's rows at the bottom of a terminal, and the escape sequences that keep them whole.
///
/// It writes nothing: each function yields what to write. Rows are broken here and drawn with autowrap off, so that their number is ours
/// alone: neither a terminal that counts an emoji otherwise nor one that wraps early in the last column can shift it.
public struct Screen {
    public private(set) var columns: Int
    public private(set) var lines: Int
    private var drawn: Drawing?

    /// What is on the screen, from the first row of the input.
    private struct Drawing {
        /// Of each row, as it was drawn.
        var widths: [Int]
        var cursorRow: Int
        var cursorColumn: Int
    }

    public init(columns: Int, lines: Int) {
        self.columns = max(1, columns)
        self.lines = max(1, lines)
    }

    /// How many rows the input takes now, and which of them the cursor is in.
    public var rowsOccupied: Int { drawn?.widths.count ?? 0 }
    public var cursorRow: Int { drawn?.cursorRow ?? 0 }

    /// Erases the input and leaves the cursor where it began.
    ///
    /// Never by one sequence from the screen's first cell: tmux keeps what it takes for a whole screen in its scrollback, and so one more
    /// prompt with each key that is typed there.
    public mutating func erase() -> String {
        defer { drawn = nil }
        let start = moveToTop()
        return switch rowsOccupied {
        case 0: start + "\u{1B}[J"
        case 1: start + "\u{1B}[K"
        default: start + "\u{1B}[K\u{1B}[B\u{1B}[J\u{1B}[A"
        }
    }

    /// Draws the input over what was drawn before.
    public mutating func draw(_ input: Input) -> String {
        let layout = Layout(
            prompt: input.prompt(columns: columns), before: input.before, after: input.after, columns: columns)
        let limit = max(1, lines - 1)
        let first =
            layout.rows.count <= limit
            ? 0 : min(max(0, layout.cursorRow - limit / 2), layout.rows.count - limit)
        let visible = layout.rows[first..<min(first + limit, layout.rows.count)]
        var output = erase() + "\u{1B}[?7l"
        for (index, row) in visible.enumerated() {
            if index > 0 { output += "\r\n" }
            output += input.styled(row.text, isFirst: first == 0 && index == 0, columns: columns)
        }
        let cursorRow = layout.cursorRow - first
        let up = visible.count - 1 - cursorRow
        if up > 0 { output += "\u{1B}[\(up)A" }
        if up > 0 || layout.cursorPrefix != layout.rows[layout.cursorRow] {
            // The text left of the cursor is written again: that puts the cursor right whatever the terminal thinks of widths.
            output += "\r" + input.styled(layout.cursorPrefix.text, isFirst: layout.cursorRow == 0, columns: columns)
        }
        drawn = Drawing(
            widths: visible.map(\.width), cursorRow: cursorRow, cursorColumn: layout.cursorPrefix.width)
        return output + "\u{1B}[?7h"
    }

    /// Prints whole lines where the input stood, and the input below them. Long lines are wrapped by the terminal.
    public mutating func print(_ text: some Sequence<String>, above input: Input) -> String {
        var output = erase()
        for line in text { output += line + "\r\n" }
        return output + draw(input)
    }

    /// Leaves the input on the screen as it is and goes below it (as Enter does).
    public mutating func leave() -> String {
        guard let drawn else { return "" }
        let down = drawn.widths.count - 1 - drawn.cursorRow
        self.drawn = nil
        return (down > 0 ? "\u{1B}[\(down)B" : "") + "\r\n"
    }

    /// Somebody else has written to the terminal: nothing that was drawn is where it was.
    public mutating func forget() { drawn = nil }

    /// Clears the screen and draws the input at its top.
    public mutating func clear(_ input: Input) -> String {
        erase() + "\u{1B}[H\u{1B}[2J" + draw(input)
    }

    /// The terminal has a new size: yields what redraws the input.
    ///
    /// Most terminals break rows that are now too wide into several; so as many rows are erased. Those that cut instead (xterm) lose
    /// as many lines of the talk above.
    public mutating func resize(columns: Int, lines: Int, input: Input) -> String {
        self.columns = max(1, columns)
        self.lines = max(1, lines)
        if let drawn {
            let counts = drawn.widths.map { max(1, rows(of: $0)) }
            let above = counts[..<drawn.cursorRow].reduce(0, +) + drawn.cursorColumn / self.columns
            let count = max(counts.reduce(0, +), above + 1)
            self.drawn = Drawing(widths: Array(repeating: 0, count: count), cursorRow: above, cursorColumn: 0)
        }
        return draw(input)
    }

    private func rows(of width: Int) -> Int { (width + columns - 1) / columns }

    private func moveToTop() -> String {
        let up = cursorRow
        return up > 0 ? "\r\u{1B}[\(up)A" : "\r"
    }
}

extension Screen {
    /// What is shown at the bottom: a prompt in a style of its own, the line, and the cursor between its two parts.
    public struct Input: Equatable, Sendable {
        public var prompt: String
        /// The SGR sequence before the prompt; empty for none.
        public var promptStyle: String
        public var before: String
        public var after: String

        public init(prompt: String, promptStyle: String = "", before: String = "", after: String = "") {
            self.prompt = prompt
            self.promptStyle = promptStyle
            self.before = before
            self.after = after
        }

        /// The prompt, cut where it would take more than three quarters of a row.
        func prompt(columns: Int) -> String {
            let limit = columns * 3 / 4
            guard DisplayWidth.of(prompt) > limit else { return prompt }
            guard limit > 2 else { return "" }
            var cut = ""
            var width = 0
            for character in prompt {
                width += DisplayWidth.of(character)
                if width > limit - 2 { break }
                cut.append(character)
            }
            return cut + "… "
        }

        /// A row with its style: only the first one starts with the prompt.
        func styled(_ row: String, isFirst: Bool, columns: Int) -> String {
            guard isFirst, !promptStyle.isEmpty else { return row }
            let prompt = prompt(columns: columns)
            return row.hasPrefix(prompt) ? promptStyle + prompt + "\u{1B}[0m" + row.dropFirst(prompt.count) : row
        }
    }
}
