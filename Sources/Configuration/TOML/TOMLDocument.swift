/// A document that has been read (TOML 1.0).
struct TOMLDocument {
    let root: TOMLTable

    /// - Parameter text: without a byte order mark.
    init(_ text: String) throws(TOMLFault) {
        var parser = TOMLParser(text)
        root = try parser.document()
    }

    /// Where a value's key stands, or the nearest named table around it; nil if neither is there.
    func position(of path: TOMLPath) -> TOMLPosition? {
        var found: TOMLPosition?
        var content = TOMLValue.Content.table(root)
        for step in path {
            switch (step, content) {
            case (.key(let key), .table(let table)):
                guard let entry = table.entry(key) else { return found }
                (found, content) = (entry.position, entry.value.content)
            case (.index(let index), .array(let array)):
                guard array.elements.indices.contains(index) else { return found }
                (found, content) = (array.elements[index].position, array.elements[index].content)
            default: return found
            }
        }
        return found
    }
}
