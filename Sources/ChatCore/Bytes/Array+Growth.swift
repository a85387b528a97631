extension Array {
    /// Appends an element. Where the memory is used up it grows by a quarter, and does not double as by `append`: for the many that are
    /// kept for each connection and are seldom appended to.
    mutating func appendSparingly(_ element: Element) {
        if count == capacity { reserveCapacity(count + Swift.max(4, count / 4)) }
        append(element)
    }
}
