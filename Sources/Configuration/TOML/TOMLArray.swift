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
    var lastTable: TOMLTable? { isOfHeaders ? elements.last?.table : nil }

    func append(_ table: TOMLValue) { elements.append(table) }
}
