/// What somebody searches for, taken apart: words, `"words in a row"`, `-without`, `begin*`.
///
/// What was typed never reaches FTS5 as it is: each term is put in quotes, and nothing else of it has a meaning there.
package struct SearchTerms: Hashable, Sendable {
    /// More terms than these are left out.
    static let most = 16

    private struct Term: Hashable {
        var text: String
        var isPrefix: Bool
        var isUnwanted: Bool
    }

    private var terms: [Term] = []

    /// - Parameter text: any text at all. What has no letter and no digit in it is left out.
    package init(_ text: String) {
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            if scalar.properties.isWhitespace {
                rest = rest.dropFirst()
                continue
            }
            let isUnwanted = scalar == "-"
            if isUnwanted { rest = rest.dropFirst() }
            let words = SearchTerms.takeWords(&rest)
            let isPrefix = rest.first == "*"
            while rest.first == "*" { rest = rest.dropFirst() }
            guard terms.count < SearchTerms.most, words.contains(where: SearchTerms.isOfAWord) else { continue }
            terms.append(Term(text: words, isPrefix: isPrefix, isUnwanted: isUnwanted))
        }
    }

    /// Nothing is searched for, but perhaps something is unwanted.
    package var isEmpty: Bool { !terms.contains { !$0.isUnwanted } }

    /// Takes what stands in quotes, or else all up to a space, a star or a quote.
    private static func takeWords(_ rest: inout Substring.UnicodeScalarView) -> String {
        let isQuoted = rest.first == "\""
        if isQuoted { rest = rest.dropFirst() }
        let words = rest.prefix { scalar in
            isQuoted ? scalar != "\"" : !(scalar.properties.isWhitespace || scalar == "\"" || scalar == "*")
        }
        rest = rest.dropFirst(words.count)
        if isQuoted && rest.first == "\"" { rest = rest.dropFirst() }
        // A NUL would end the text of the query.
        return String(String.UnicodeScalarView(words.map { $0.value < 0x20 ? " " : $0 }))
    }

    private static func isOfAWord(_ character: Character) -> Bool {
        character.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .letterNumber, .otherNumber, .privateUse:
                true
            default: false
            }
        }
    }

    /// Whether beginnings of words are asked for, or unwanted.
    var hasBeginnings: Bool { terms.contains(where: isBeginning) }

    /// A query of FTS5 for messages in rooms, and by somebody.
    /// - Parameters:
    ///   - rooms: none: in all, where something is searched for, or somebody.
    ///   - speaker: a word of `Words`; nil: by anybody.
    func query(in rooms: [Int64], by speaker: String?) -> String {
        let wanted = terms.filter { !$0.isUnwanted }
        var parts: [String] = []
        // Side by side: an empty phrase is left out then, and with AND nothing would be found.
        if !wanted.isEmpty { parts.append("(text : (\(wanted.map(phrase).joined(separator: " "))))") }
        if !rooms.isEmpty {
            parts.append("place : (\(rooms.map { quoted(Words.word(ofRoom: $0)) }.joined(separator: " OR ")))")
        }
        if let speaker { parts.append("place : \(quoted(speaker))") }
        var query = parts.joined(separator: " AND ")
        for term in terms where term.isUnwanted { query = "(\(query)) NOT text : (\(phrase(term)))" }
        return query
    }

    private func phrase(_ term: Term) -> String {
        quoted(Words.asked(term.text)) + (isBeginning(term) ? " *" : "")
    }

    private func isBeginning(_ term: Term) -> Bool {
        term.isPrefix || term.text.unicodeScalars.last.map(Words.isPaired) == true && endsInOneLetter(term.text)
    }

    /// The last letter of a pair's kind is alone, so it may be the first of a pair.
    private func endsInOneLetter(_ text: String) -> Bool {
        text.unicodeScalars.reversed().prefix { Words.isPaired($0) }.count == 1
    }

    private func quoted(_ text: String) -> String {
        "\"" + String(text.map { $0 == "\"" ? " " : $0 }) + "\""
    }
}
