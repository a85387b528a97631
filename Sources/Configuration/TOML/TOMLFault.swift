/// Why a text is not TOML: what is wrong, and where.
struct TOMLFault: Error, Equatable, Sendable {
    let position: TOMLPosition
    let words: String
}
