extension String {
    /// A foreign text as a part of a line for an operator: without control characters, and of a bounded length.
    /// - Parameter bound: in code points, as shown.
    func shown(atMost bound: Int = 100) -> String {
        var shown = String.UnicodeScalarView()
        var count = 0
        for scalar in unicodeScalars {
            let piece =
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator:
                    "\\u{\(String(scalar.value, radix: 16))}"
                default: String(scalar)
                }
            count += piece.unicodeScalars.count
            if count > bound { return String(shown) + "…" }
            shown += piece.unicodeScalars
        }
        return String(shown)
    }
}
