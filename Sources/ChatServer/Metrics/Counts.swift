/// What a counter is split by: few values, all known beforehand. So a counter is a place in an array, and a peer can't make new ones.
protocol MetricLabel {
    /// As they are written, in the order of `place`.
    static var names: [String] { get }
    /// From 0 on.
    var place: Int { get }
}

extension MetricLabel where Self: CaseIterable & RawRepresentable<Int> {
    static var names: [String] { allCases.map { "\($0)" } }
    var place: Int { rawValue }
}

/// A counter for each value of a label.
struct Counts<Label: MetricLabel> {
    /// By place.
    private(set) var values = [UInt64](repeating: 0, count: Label.names.count)

    mutating func add(_ label: Label) {
        values[label.place] &+= 1
    }

    subscript(label: Label) -> UInt64 { values[label.place] }

    var total: UInt64 { values.reduce(0, &+) }
}
