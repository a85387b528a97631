/// An account's number, from 1. It is never given twice, so nothing of an erased account becomes another's.
public struct AccountID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let number: UInt32

    public init(number: UInt32) {
        self.number = number
    }

    public var description: String { "\(number)" }

    public static func < (left: AccountID, right: AccountID) -> Bool { left.number < right.number }
}
