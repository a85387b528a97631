/// Whom a mask is about: `account:ann`, `host:c-…`, `nick:spam*` or `mask:n!u@h`. All but an account may have `*` and `?` in it.
public struct MaskSubject: Hashable, Sendable, CustomStringConvertible {
    public static let maximumLength = 100

    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case account, host, nick, mask
    }

    /// `nick:*`
    public static let anybody = MaskSubject(.nick, Glob("*"))

    private init(_ kind: Kind, _ glob: Glob) {
        self.kind = kind
        self.glob = glob
    }

    public let kind: Kind
    let glob: Glob

    /// Takes a subject as it is written, in any case.
    /// - Returns: nil where it is none.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = Kind(rawValue: parts[0].asciiLowercased) else { return nil }
        self.init(kind, parts[1])
    }

    public init?(_ kind: Kind, _ value: some StringProtocol) {
        let value = value.asciiLowercased
        guard !value.isEmpty, kind.rawValue.utf8.count + 1 + value.utf8.count <= MaskSubject.maximumLength,
            value.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ",") })
        else { return nil }
        switch kind {
        case .account: guard Nick(value) != nil else { return nil }
        case .host, .nick: guard !value.utf8.contains(where: { "!@:=".utf8.contains($0) }) else { return nil }
        case .mask:
            let ends = value.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
            guard ends.count == 2, ends[0].count(where: { $0 == UInt8(ascii: "!") }) == 1, !value.contains("=") else {
                return nil
            }
        }
        self.kind = kind
        glob = Glob(value)
    }

    /// In small letters.
    public var value: String { String(decoding: glob.pattern, as: UTF8.self) }

    /// As it is written.
    public var description: String { "\(kind.rawValue):\(value)" }

    func matches(_ identity: MaskIdentity) -> Bool {
        switch kind {
        case .account: identity.account == glob.pattern
        case .host: glob.matches(identity.host)
        case .nick: glob.matches(identity.nick)
        case .mask: glob.matches(identity.source)
        }
    }
}

/// What masks are compared with, in small letters.
struct MaskIdentity {
    let nick: [UInt8]
    let host: [UInt8]
    /// nil: they are not logged in.
    let account: [UInt8]?
    /// `nick!user@host`
    let source: [UInt8]

    init(_ person: Person) {
        nick = Array(person.key.utf8)
        host = Array((person.host?.text ?? "").utf8)
        account = person.account.map { Array($0.name.key.utf8) }
        source = nick + Array("!\(person.user.text.asciiLowercased)@".utf8) + host
    }

    private init(nick: String, host: String) {
        self.nick = Array(nick.utf8)
        self.host = Array(host.utf8)
        account = nil
        source = self.nick + Array("!\(UserName.line)@".utf8) + self.host
    }

    /// A guest who may come, of a number and a host that nobody has.
    static let anyNewcomer = MaskIdentity(nick: "guest918273645546372819", host: "c-0123456789abc")
}
