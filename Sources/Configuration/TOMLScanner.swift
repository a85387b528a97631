import ChatCore

/// Finds the lines of a TOML document's keys, as the parser does not keep where it read something (TOML 1.0).
///
/// It also keeps input from the parser that would crash it: toml++ 3.4 aborts at the header `[!]` and at some bad
/// values, overflows the stack with keys of a megabyte of dots, and reads strings only up to a NUL. Other faults are
/// left to the parser.
struct TOMLScanner {
    /// A fault, and its line.
    struct Fault: Error {
        let line: Int
        let words: String
    }

    /// How deep values may be nested.
    static let depth = 32

    private(set) var lines: [TOMLPath: Int] = [:]
    private var cursor: TOMLCursor
    /// The arrays of tables, and how many tables each has so far.
    private var tables: [TOMLPath: Int] = [:]

    init(_ text: String) {
        cursor = TOMLCursor(text)
    }

    private var line: Int { cursor.line }

    /// Reads the whole document.
    mutating func scan() throws(Fault) {
        var table: TOMLPath = []
        cursor.skipBlank()
        while let byte = cursor.next {
            if byte == UInt8(ascii: "[") {
                table = try header()
            } else {
                try pair(in: table)
            }
            try cursor.endLine()
            cursor.skipBlank()
        }
    }

    /// `[a.b]` or `[[a.b]]`. The name of an array of tables means the last table in it.
    private mutating func header() throws(Fault) -> TOMLPath {
        let line = line
        cursor.advance()
        let isArray = cursor.take("[")
        let keys = try keys()
        try cursor.require("]", "to end the table's name")
        if isArray { try cursor.require("]", "to end the table's name") }
        var path: TOMLPath = []
        for (number, key) in keys.enumerated() {
            path.append(.key(key))
            try note(path, line)
            if isArray && number == keys.count - 1 { tables[path, default: 0] += 1 }
            if let count = tables[path] {
                path.append(.index(count - 1))
                try note(path, line)
            }
        }
        return path
    }

    /// `a.b = value`
    private mutating func pair(in table: TOMLPath) throws(Fault) {
        let line = line
        var path = table
        for key in try keys() {
            path.append(.key(key))
            try note(path, line)
        }
        try cursor.require("=", "after the key")
        cursor.skipSpaces()
        try value(at: path)
    }

    /// `a`, or `a . "b"`
    private mutating func keys() throws(Fault) -> [String] {
        var keys: [String] = []
        repeat {
            cursor.skipSpaces()
            keys.append(try cursor.key())
            cursor.skipSpaces()
            guard keys.count <= TOMLScanner.depth else { throw tooDeep }
        } while cursor.take(".")
        return keys
    }

    private mutating func value(at path: TOMLPath) throws(Fault) {
        switch cursor.next {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = try cursor.string()
        case UInt8(ascii: "["): try array(at: path)
        case UInt8(ascii: "{"): try inlineTable(at: path)
        default: try cursor.scalar()
        }
    }

    private mutating func array(at path: TOMLPath) throws(Fault) {
        cursor.advance()
        var count = 0
        while true {
            cursor.skipBlank()
            if cursor.take("]") { return }
            try note(path + [.index(count)], line)
            try value(at: path + [.index(count)])
            count += 1
            cursor.skipBlank()
            if cursor.take("]") { return }
            try cursor.require(",", "or ] in the array")
        }
    }

    private mutating func inlineTable(at path: TOMLPath) throws(Fault) {
        cursor.advance()
        cursor.skipSpaces()
        if cursor.take("}") { return }
        while true {
            cursor.skipSpaces()
            try pair(in: path)
            cursor.skipSpaces()
            if cursor.take("}") { return }
            try cursor.require(",", "or } in the table")
        }
    }

    /// Notes the line of a path, if it is the first one that names it.
    private mutating func note(_ path: TOMLPath, _ line: Int) throws(Fault) {
        guard path.count <= TOMLScanner.depth else { throw tooDeep }
        if lines[path] == nil { lines[path] = line }
    }

    private var tooDeep: Fault { cursor.fault("keys are nested more than \(TOMLScanner.depth) deep") }
}
