import Bytes
import ChatCore

extension Arguments {
    /// `WORDS [in:ROOM] [from:NICK] [before:DATE] [after:DATE] [cursor=N]`, in any order, or `more`. Nothing within quotes is a key.
    mutating func search() throws(ServerRefusal) -> Request.Body {
        var request = SearchRequest()
        var words: [String] = []
        var isQuoted = false
        while let word = word() {
            if !isQuoted, try take(word, into: &request) { continue }
            words.append(word)
            if !word.utf8.filter({ $0 == UInt8(ascii: "\"") }).count.isMultiple(of: 2) { isQuoted.toggle() }
        }
        request.words = words.joined(separator: " ")
        guard words != ["more"] else { return .server(.search(try more(request))) }
        guard !request.words.isEmpty || request.speaker != nil else { throw misuse() }
        return .server(.search(request))
    }

    /// The next page takes nothing else.
    private func more(_ request: SearchRequest) throws(ServerRefusal) -> SearchRequest {
        var plain = SearchRequest()
        plain.words = request.words
        guard request == plain else { throw misuse() }
        var more = SearchRequest()
        more.isMore = true
        return more
    }

    /// - Returns: whether the word is a key.
    private func take(_ word: String, into request: inout SearchRequest) throws(ServerRefusal) -> Bool {
        for key in ["in:", "from:", "before:", "after:", "cursor="] where word.hasPrefix(key) {
            let value = String(word.dropFirst(key.utf8.count))
            // A word that ends so is one that is searched for.
            guard !value.isEmpty else { return false }
            switch key {
            case "in:": try set(&request.room, Arguments.room(value))
            case "from:": try set(&request.speaker, Arguments.nick(value))
            case "before:": try set(&request.before, date(value))
            case "after:": try set(&request.after, date(value))
            default:
                guard value.utf8.allSatisfy(\.isASCIIDigit), let cursor = Int64(value) else {
                    throw .badArgument(.id, usage: usage)
                }
                try set(&request.cursor, cursor)
            }
            return true
        }
        return false
    }

    private func set<Value>(_ place: inout Value?, _ value: Value) throws(ServerRefusal) {
        guard place == nil else { throw misuse() }
        place = value
    }

    /// `YYYY-MM-DD` as its beginning, in UTC.
    private func date(_ text: String) throws(ServerRefusal) -> Int64 {
        guard text.utf8.count == 10, let time = Timestamp.microseconds("\(text)T00:00:00Z") else {
            throw .badArgument(.date, usage: usage)
        }
        return time
    }
}
