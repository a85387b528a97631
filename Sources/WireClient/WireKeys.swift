/// The `key=value` words of a line, in their order.
public struct WireKeys: Equatable, Sendable {
    public private(set) var pairs: [Pair] = []

    /// One key and its value.
    public struct Pair: Equatable, Sendable {
        public let key: String
        public let value: String
    }

    public init() {}

    /// As they would be read from these words: `["room=#lobby", "near=topic"]`.
    public init(_ words: [String]) {
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, !parts[0].isEmpty { append(String(parts[0]), String(parts[1])) }
        }
    }

    /// The first value of a key.
    public subscript(_ key: String) -> String? {
        pairs.first { $0.key == key }?.value
    }

    /// A span of whole seconds, as `retry` is: nil where there is no such key, or its value is no number.
    public func seconds(_ key: String) -> Int? {
        guard let value = self[key], !value.isEmpty, value.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
            return nil
        }
        return Int(value) ?? Int.max
    }

    mutating func append(_ key: String, _ value: String) {
        pairs.append(Pair(key: key, value: value))
    }
}
