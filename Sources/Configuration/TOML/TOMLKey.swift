/// A key as a document has it, without its quotes.
struct TOMLKey {
    let text: String
    let position: TOMLPosition
}
