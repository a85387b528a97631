/// A position in a text, counted from 1.
struct TOMLPosition: Equatable, Sendable {
    var line = 1
    /// In code points.
    var column = 1
}
