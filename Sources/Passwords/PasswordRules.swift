import Secrets

/// Which passwords may be chosen.
package struct PasswordRules: Hashable, Sendable {
    /// The most bytes that one has.
    package static let most = 1_000
    /// What the least may be set to.
    package static let leastBounds = 1...128

    /// The least bytes.
    package let least: Int

    package init(least: Int = 8) {
        self.least = least
    }

    /// Why a password can't be.
    package enum Fault: Hashable, Sendable {
        case tooShort(least: Int)
        case tooLong(most: Int)
        /// It is the account's name, which others try first.
        case isName
        /// It has a token's form, and would be taken for one.
        case isToken
    }

    /// What is wrong with a password for an account of this name; nil: nothing.
    package func fault(in password: Secret, named name: String) -> Fault? {
        if password.count < least { return .tooShort(least: least) }
        if password.count > PasswordRules.most { return .tooLong(most: PasswordRules.most) }
        if password.withBytes({ $0.elementsEqual(name.utf8) { PasswordRules.small($0) == PasswordRules.small($1) } }) {
            return .isName
        }
        return LoginToken.digest(of: password) == nil ? nil : .isToken
    }

    private static func small(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")) ~= byte ? byte | 0x20 : byte
    }
}
