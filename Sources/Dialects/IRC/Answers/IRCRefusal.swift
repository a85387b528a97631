import ChatCore

/// Why something was not done, as IRC tells it: a number, what it is about, and words.
package struct IRCRefusal: Hashable, Sendable {
    package let numeric: IRCNumeric
    /// Behind the nick and before the words.
    package let parameters: [String]
    /// nil: those of the number.
    package let words: String?

    package init(_ numeric: IRCNumeric, _ parameters: String..., words: String? = nil) {
        self.init(numeric, parameters, words: words)
    }

    package init(_ numeric: IRCNumeric, _ parameters: [String], words: String? = nil) {
        self.numeric = numeric
        self.parameters = parameters
        self.words = words
    }
}

/// A standard reply (IRCv3): what drafts tell by words and not by a number.
package struct IRCStandardReply: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case fail = "FAIL"
        case warn = "WARN"
        case note = "NOTE"
    }

    package let kind: Kind
    /// `*` where it is of none.
    package let command: String
    /// As `ACCOUNT_EXISTS`.
    package let code: String
    package let context: [String]
    package let words: String

    package init(_ kind: Kind, _ command: String, _ code: String, _ context: String..., words: String) {
        self.init(kind, command, code, context, words: words)
    }

    package init(_ kind: Kind, _ command: String, _ code: String, _ context: [String], words: String) {
        self.kind = kind
        self.command = command
        self.code = code
        self.context = context
        self.words = words
    }
}

extension IRCAnswers {
    package func put(_ refusal: IRCRefusal) {
        guard let words = refusal.words else { return put(refusal.numeric, refusal.parameters) }
        put(refusal.numeric, refusal.parameters, text: words)
    }

    package func put(_ reply: IRCStandardReply) {
        var line = IRCLine(into: lines)
        line.source(server: server)
        line.command(word: reply.kind.rawValue.utf8)
        line.parameter(word: reply.command)
        line.parameter(word: reply.code)
        for word in reply.context { line.parameter(word: word) }
        line.trailing(words: reply.words)
        line.end()
    }
}
