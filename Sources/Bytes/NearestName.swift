/// The name that is nearest to a mistyped one: fewest letters to add, drop, change or swap (Damerau and Levenshtein).
/// - Returns: nil where even the nearest is far: more than a third of the word or two letters, whichever is more, or more than one letter of
///   a word of three, of which two others would leave nothing.
package func nearest(to word: String, among names: [String]) -> String? {
    let typed = Array(word.utf8.prefix(32))
    let bound = typed.count < 4 ? 1 : max(2, typed.count / 3)
    var best: (name: String, distance: Int)?
    for name in names {
        let length = name.utf8.count
        // A letter too many or too few is one of the distance: most names are looked at no closer.
        guard abs(length - typed.count) < best?.distance ?? bound + 1 else { continue }
        let distance = editDistance(typed, name)
        // A word shares at least one letter with what it was meant to be.
        if distance < best?.distance ?? bound + 1, distance < max(typed.count, length) { best = (name, distance) }
    }
    return best?.name
}

/// The optimal string alignment distance. Nothing is allocated, as whoever mistypes on purpose is answered with this.
private func editDistance(_ left: [UInt8], _ right: String) -> Int {
    var right = right
    return right.withUTF8 { right in
        let width = right.count + 1
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { rows in
            // The rows of the table before the last, the last and the current, one after the other and round.
            func cell(_ row: Int, _ column: Int) -> Int { row % 3 * width + column }
            for column in 0..<width { rows[column] = column }
            for (above, letter) in left.enumerated() {
                let row = above + 1
                rows[cell(row, 0)] = row
                for column in 1..<width {
                    let other = right[column - 1]
                    var distance = min(rows[cell(above, column)], rows[cell(row, column - 1)]) + 1
                    distance = min(distance, rows[cell(above, column - 1)] + (letter == other ? 0 : 1))
                    if above > 0, column > 1, letter == right[column - 2], left[above - 1] == other {
                        distance = min(distance, rows[cell(above - 1, column - 2)] + 1)
                    }
                    rows[cell(row, column)] = distance
                }
            }
            return rows[cell(left.count, right.count)]
        }
    }
}
