/// Reads a document (TOML 1.0). Whatever the text is, it ends, and uses no more of the stack than `depth` allows.
struct TOMLParser {
    /// How deep values may be nested.
    static let depth = 32

    private var cursor: TOMLCursor
    private let root = TOMLTable(.header)
    private var count = 0
    private let most: Int

    init(_ text: String, atMost most: Int) {
        cursor = TOMLCursor(text)
        self.most = most
    }

    /// Reads the whole document.
    mutating func document() throws(TOMLFault) -> TOMLTable {
        var (table, depth) = (root, 0)
        try cursor.skipBlank()
        while let byte = cursor.next {
            if byte == UInt8(ascii: "[") {
                (table, depth) = try header()
            } else {
                try pair(in: table, at: depth)
            }
            try cursor.endLine()
            try cursor.skipBlank()
        }
        return root
    }

    /// `[a.b]` or `[[a.b]]`.
    /// - Returns: the table that it names, and how deep that is.
    private mutating func header() throws(TOMLFault) -> (TOMLTable, depth: Int) {
        cursor.advance()
        let isOfArray = cursor.take("[")
        let keys = try keys(at: 0)
        try cursor.require("]", "to end the table's name")
        if isOfArray { try cursor.require("]", "to end the table's name") }
        var table = root
        for (number, key) in keys.enumerated() {
            let isLast = number == keys.count - 1
            let next = isLast ? (isOfArray ? table.appended(key) : table.headed(key)) : table.passed(key)
            guard let next else { throw taken(keys[...number], in: table, isLast: isLast) }
            table = next
        }
        return (table, keys.count)
    }

    /// `a.b = value`
    private mutating func pair(in table: TOMLTable, at depth: Int) throws(TOMLFault) {
        let keys = try keys(at: depth)
        try cursor.require("=", "after the key")
        cursor.skipSpaces()
        var table = table
        for (number, key) in keys.dropLast().enumerated() {
            guard let next = table.dotted(key) else { throw taken(keys[...number], in: table, isLast: false) }
            table = next
        }
        guard let key = keys.last else { return }
        guard table.entry(key.text) == nil else { throw taken(keys[...], in: table, isLast: true) }
        table.add(key, try value(at: depth + keys.count))
    }

    /// `a`, or `a . "b"`
    private mutating func keys(at depth: Int) throws(TOMLFault) -> [TOMLKey] {
        var keys: [TOMLKey] = []
        repeat {
            cursor.skipSpaces()
            keys.append(try cursor.key())
            cursor.skipSpaces()
            try reserve(depth: depth + keys.count)
        } while cursor.take(".")
        return keys
    }

    private mutating func value(at depth: Int) throws(TOMLFault) -> TOMLValue {
        let position = cursor.position
        let content: TOMLValue.Content
        switch cursor.next {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): content = .string(try cursor.string())
        case UInt8(ascii: "["): content = .array(try array(at: depth))
        case UInt8(ascii: "{"): content = .table(try inlineTable(at: depth))
        default: content = try cursor.word()
        }
        return TOMLValue(content: content, position: position)
    }

    private mutating func array(at depth: Int) throws(TOMLFault) -> TOMLArray {
        cursor.advance()
        var elements: [TOMLValue] = []
        try cursor.skipBlank()
        while !cursor.take("]") {
            try reserve(depth: depth + 1)
            elements.append(try value(at: depth + 1))
            try cursor.skipBlank()
            if cursor.take("]") { break }
            try cursor.require(",", "or ] in the array")
            try cursor.skipBlank()
        }
        return TOMLArray(elements)
    }

    private mutating func inlineTable(at depth: Int) throws(TOMLFault) -> TOMLTable {
        cursor.advance()
        let table = TOMLTable(.braces)
        cursor.skipSpaces()
        if cursor.take("}") { return table }
        while true {
            try pair(in: table, at: depth)
            cursor.skipSpaces()
            if cursor.take("}") { return table }
            try cursor.require(",", "or } in the table")
        }
    }

    // MARK: - Faults

    /// Counts a key or an element, which stands so deep.
    private mutating func reserve(depth: Int) throws(TOMLFault) {
        guard depth <= TOMLParser.depth else {
            throw cursor.fault("keys are nested more than \(TOMLParser.depth) deep")
        }
        count += 1
        guard count <= most else { throw cursor.fault("there are more than \(most) keys and values") }
    }

    /// The fault of a key that is there already.
    private func taken(_ keys: ArraySlice<TOMLKey>, in table: TOMLTable, isLast: Bool) -> TOMLFault {
        let name = keys.map { $0.text.asTOMLKey }.joined(separator: ".").shown()
        let line = keys.last.flatMap { table.entry($0.text) }.map { "line \($0.position.line)" } ?? "another place"
        let words =
            isLast ? "\(name) is given twice, first in \(line)" : "nothing can be added here to \(name) of \(line)"
        return TOMLFault(position: keys.last?.position ?? cursor.position, words: words)
    }
}
