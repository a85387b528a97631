/// Metrics in the text that Prometheus reads (exposition format 0.0.4).
///
/// A family is described once, and its samples follow. So each call writes one whole family.
struct Exposition {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    enum Kind: String {
        case counter, gauge, histogram
    }

    typealias Label = (name: String, value: String)

    private(set) var text = ""

    mutating func counter(_ name: String, _ help: String, _ value: UInt64) {
        describe(name, .counter, help)
        sample(name, [], "\(value)")
    }

    mutating func counter(_ name: String, _ help: String, seconds: Double) {
        describe(name, .counter, help)
        sample(name, [], "\(seconds)")
    }

    /// One counter for each value of a label, also those at zero, as a rate has to start somewhere.
    mutating func counter<Label: MetricLabel>(
        _ name: String, _ help: String, by label: String, _ counts: Counts<Label>
    ) {
        describe(name, .counter, help)
        for (value, count) in zip(Label.names, counts.values) { sample(name, [(label, value)], "\(count)") }
    }

    /// The same for values that are not an enumeration's.
    mutating func counter(_ name: String, _ help: String, by label: String, _ counts: [(value: String, UInt64)]) {
        describe(name, .counter, help)
        for (value, count) in counts { sample(name, [(label, value)], "\(count)") }
    }

    mutating func gauge(_ name: String, _ help: String, _ value: some BinaryInteger, _ labels: [Label] = []) {
        describe(name, .gauge, help)
        sample(name, labels, "\(value)")
    }

    mutating func gauge(_ name: String, _ help: String, seconds: Double) {
        describe(name, .gauge, help)
        sample(name, [], "\(seconds)")
    }

    mutating func histogram(_ name: String, _ help: String, _ histogram: DurationHistogram) {
        describe(name, .histogram, help)
        var below: UInt64 = 0
        for (count, bound) in zip(histogram.counts, DurationHistogram.bounds) {
            below &+= count
            sample("\(name)_bucket", [("le", bound.seconds)], "\(below)")
        }
        sample("\(name)_bucket", [("le", "+Inf")], "\(histogram.total)")
        sample("\(name)_sum", [], "\(Double(histogram.sum) / 1e9)")
        sample("\(name)_count", [], "\(histogram.total)")
    }

    private mutating func describe(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(Exposition.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
    }

    private mutating func sample(_ name: String, _ labels: [Label], _ value: String) {
        text += name
        if !labels.isEmpty {
            let pairs = labels.map { "\($0.name)=\"\(Exposition.escaped($0.value, quotes: true))\"" }
            text += "{\(pairs.joined(separator: ","))}"
        }
        text += " \(value)\n"
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
