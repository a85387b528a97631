/// Which of the nodes that are one chat: a number from 1 to 64, which a node keeps for as long as the cluster has it.
package struct NodeNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    package static let largest: UInt8 = 64

    package let value: UInt8

    /// nil for a number that no node has.
    package init?(_ value: some BinaryInteger) {
        guard let value = UInt8(exactly: value), (1...NodeNumber.largest).contains(value) else { return nil }
        self.value = value
    }

    package var description: String { "\(value)" }

    package static func < (left: NodeNumber, right: NodeNumber) -> Bool { left.value < right.value }
}
