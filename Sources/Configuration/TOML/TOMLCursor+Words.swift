import ChatCore

/// Values that are written without quotes and brackets.
extension TOMLCursor {
    /// A number, a date, `true` or `false`.
    mutating func word() throws(TOMLFault) -> TOMLValue.Content {
        let start = position
        var ahead = self
        let line = ahead.take { !",]}#\r\n".utf8.contains($0) }
        var word = take { !" \t,]}#\r\n".utf8.contains($0) }
        if word.isEmpty { throw fault("expected a value, but there is \(saw)") }
        // A space may stand between a date and a time.
        if TOMLDateTime.isLikeDate(word), next == UInt8(ascii: " "), byte(1).map(\.isASCIIDigit) == true {
            advance()
            let time = take { !" \t,]}#\r\n".utf8.contains($0) }
            word = line[word.startIndex..<time.endIndex]
        }
        do {
            return try TOMLCursor.content(of: word)
        } catch {
            let text = String(decoding: error.isOfLine ? line : word, as: UTF8.self)
            throw TOMLFault(position: start, words: "\(text.trimmed.shown()) \(error.predicate)")
        }
    }

    private static func content(of word: ArraySlice<UInt8>) throws(TOMLWordFault) -> TOMLValue.Content {
        if word.elementsEqual("true".utf8) { return .boolean(true) }
        if word.elementsEqual("false".utf8) { return .boolean(false) }
        if TOMLDateTime.isLikeDate(word.prefix(10)) || TOMLDateTime.isLikeTime(word.prefix(5)) {
            guard let time = TOMLDateTime(word) else {
                throw TOMLWordFault(predicate: "is not a date or a time that there is; text needs quotes")
            }
            return .dateTime(time)
        }
        return try TOMLNumber.content(of: word)
    }
}

/// Why a word is no value.
struct TOMLWordFault: Error {
    /// Follows the word.
    let predicate: String
    /// Whether the words after it belong to it, as it may be a text without quotes.
    var isOfLine = false
}

extension String {
    /// Without the spaces and tabs at its end.
    fileprivate var trimmed: String {
        String(
            decoding: utf8.reversed().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.reversed(),
            as: UTF8.self)
    }
}
