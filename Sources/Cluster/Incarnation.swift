import ChatCore

/// One life of a node: from its `up` to its `down`. What is written under another one than is alive counts for nothing, so a node that was
/// cut off, and was declared dead meanwhile, can't change anything any more.
package struct Incarnation: Hashable, Sendable, CustomStringConvertible {
    package let node: NodeNumber
    /// Larger than those of all lives that the node had before.
    package let number: UInt64

    package init(_ node: NodeNumber, _ number: UInt64) {
        self.node = node
        self.number = number
    }

    package var description: String { "\(node).\(number)" }
}
