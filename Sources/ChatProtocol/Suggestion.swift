/// The name that is nearest to a mistyped one: fewest letters to add, drop, change or swap (Damerau and Levenshtein).
/// - Returns: nil where even the nearest is far: more than a third of the word, or two letters, whichever is more.
public func nearest(to word: String, among names: [String]) -> String? {
    let typed = Array(word.utf8.prefix(32))
    let bound = max(2, typed.count / 3)
    var best: (name: String, distance: Int)?
    for name in names {
        let distance = editDistance(typed, Array(name.utf8))
        // A word shares at least one letter with what it was meant to be.
        if distance < (best?.distance ?? bound + 1), distance < max(typed.count, name.utf8.count) {
            best = (name, distance)
        }
    }
    return best?.name
}

/// The optimal string alignment distance.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
        var current = [row + 1]
        for (column, other) in right.enumerated() {
            var distance = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
            if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                distance = min(distance, beforeLast[column - 1] + 1)
            }
            current.append(distance)
        }
        (beforeLast, last) = (last, current)
    }
    return last[right.count]
}
