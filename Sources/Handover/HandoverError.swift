/// Why a process can't be handed over, or what was handed over can't be taken.
package struct HandoverError: Error, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
