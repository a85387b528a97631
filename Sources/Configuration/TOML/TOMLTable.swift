/// A table of a document.
final class TOMLTable {
    /// A key, where it stands first, and its value.
    struct Entry {
        let key: String
        let position: TOMLPosition
        let value: TOMLValue
    }

    /// What made a table. It decides what may be added later.
    enum Origin {
        /// A longer name, as `[a.b]` makes `a`.
        case passing
        /// A name of its own in brackets.
        case header
        /// A dotted key, as `a.b = 1` makes `a`.
        case dots
        /// Braces, which hold all that is in it.
        case braces
    }

    /// In the order of the document.
    private(set) var entries: [Entry] = []
    private(set) var origin: Origin
    /// By the bytes of the keys: two Swift strings are equal also where they are written in different code points.
    private var indices: [[UInt8]: Int] = [:]

    init(_ origin: Origin) {
        self.origin = origin
    }

    var keys: [String] { entries.map(\.key) }

    subscript(key: String) -> TOMLValue? { entry(key)?.value }

    func entry(_ key: String) -> Entry? { indices[Array(key.utf8)].map { entries[$0] } }

    /// Adds a key that is not there yet.
    func add(_ key: TOMLKey, _ value: TOMLValue) {
        indices[Array(key.text.utf8)] = entries.count
        entries.append(Entry(key: key.text, position: key.position, value: value))
    }

    // MARK: - Tables within (section "Table" of TOML 1.0)

    /// The table that a header passes on the way to another one. It is made if it is not there.
    /// - Returns: nil if nothing can be added to what is there.
    func passed(_ key: TOMLKey) -> TOMLTable? {
        guard let value = self[key.text] else { return made(key, .passing) }
        switch value.content {
        case .table(let table) where table.origin != .braces: return table
        case .array(let array): return array.lastTable
        default: return nil
        }
    }

    /// The table `[key]`; nil if the key can't get one.
    func headed(_ key: TOMLKey) -> TOMLTable? {
        guard let value = self[key.text] else { return made(key, .header) }
        guard let table = value.table, table.origin == .passing else { return nil }
        table.origin = .header
        return table
    }

    /// The next table `[[key]]`; nil if the key can't get one.
    func appended(_ key: TOMLKey) -> TOMLTable? {
        let table = TOMLTable(.header)
        let element = TOMLValue(content: .table(table), position: key.position)
        if let value = self[key.text] {
            guard let array = value.array, array.isOfHeaders else { return nil }
            array.append(element)
        } else {
            add(key, TOMLValue(content: .array(TOMLArray([element], isOfHeaders: true)), position: key.position))
        }
        return table
    }

    /// The table that a dotted key adds to. It is made if it is not there.
    /// - Returns: nil if nothing can be added to what is there.
    func dotted(_ key: TOMLKey) -> TOMLTable? {
        guard let value = self[key.text] else { return made(key, .dots) }
        guard let table = value.table, table.origin == .dots || table.origin == .passing else { return nil }
        table.origin = .dots
        return table
    }

    private func made(_ key: TOMLKey, _ origin: Origin) -> TOMLTable {
        let table = TOMLTable(origin)
        add(key, TOMLValue(content: .table(table), position: key.position))
        return table
    }
}

/// A key as a document has it, without its quotes.
struct TOMLKey {
    let text: String
    let position: TOMLPosition
}

/// An array of a document.
final class TOMLArray {
    private(set) var elements: [TOMLValue]
    /// Whether each of its tables has a header, `[[name]]`.
    let isOfHeaders: Bool

    init(_ elements: [TOMLValue], isOfHeaders: Bool = false) {
        self.elements = elements
        self.isOfHeaders = isOfHeaders
    }

    /// The table to which headers and keys add; nil if it is an array in brackets, to which nothing is added.
    fileprivate var lastTable: TOMLTable? { isOfHeaders ? elements.last?.table : nil }

    fileprivate func append(_ table: TOMLValue) { elements.append(table) }
}
