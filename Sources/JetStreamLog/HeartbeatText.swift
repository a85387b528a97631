import ChatCore
import Cluster

/// A heartbeat as nodes say it: `H1 NODE LIFE SEQUENCE DIGEST LEVEL`. What a later version adds stands behind it.
extension Heartbeat {
    package var text: String { "H1 \(writer.node) \(writer.number) \(sequence) \(digest) \(level)" }

    /// nil where it is none.
    package init?(text: [UInt8]) {
        guard let text = String(validating: text, as: UTF8.self) else { return nil }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count >= 6, words[0] == "H1" else { return nil }
        // UInt64 takes a sign.
        let numbers = words[1..<6].compactMap { word in
            word.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } ? UInt64(word) : nil
        }
        guard numbers.count == 5, let node = NodeNumber(numbers[0]), let level = Int(exactly: numbers[4]) else {
            return nil
        }
        self.init(of: Incarnation(node, numbers[1]), sequence: numbers[2], digest: numbers[3], level: level)
    }
}
