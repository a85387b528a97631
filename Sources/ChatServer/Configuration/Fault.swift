extension Configuration {
    /// What is wrong with a value, or with two together.
    struct Fault: Equatable, Sendable {
        /// Where the value stands in a file, or would stand.
        var path: TOMLPath
        /// The key's name, where the sentence begins with it.
        private let subject: String?
        private let predicate: String

        /// A fault told by a sentence of its own.
        init(_ path: TOMLPath, _ sentence: String) {
            self.path = path
            subject = nil
            predicate = sentence
        }

        /// A fault told by what is to be said after the key's name.
        init(_ path: TOMLPath, predicate: String) {
            self.path = path
            subject = path.name
            self.predicate = predicate
        }

        /// For the one who wrote it.
        var words: String { words { $0 } }

        /// The same, where keys go by other names.
        func words(naming name: (String) -> String) -> String {
            subject.map { "\(name($0)) \(predicate)" } ?? predicate
        }
    }
}

extension TOMLPath {
    /// As it is told in a sentence: `limits.burst`. Which of several tables is meant, the line tells.
    var name: String {
        let keys = compactMap { step in
            if case .key(let key) = step { key.asTOMLKey } else { nil }
        }
        return keys.joined(separator: ".")
    }
}

extension String {
    /// As a TOML key is written, in quotes where it needs them.
    var asTOMLKey: String { !isEmpty && utf8.allSatisfy(TOMLCursor.isBare) ? self : asTOMLString }

    /// A basic string of TOML (section "String" of TOML 1.0), on one line.
    var asTOMLString: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// A text of somebody else's as a part of a line for an operator: no control characters, and not without end.
    /// - Parameter bound: in code points, as it is shown.
    func shown(atMost bound: Int = 100) -> String {
        var shown = String.UnicodeScalarView()
        var count = 0
        for scalar in unicodeScalars {
            let piece =
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator:
                    "\\u{\(String(scalar.value, radix: 16))}"
                default: String(scalar)
                }
            count += piece.unicodeScalars.count
            if count > bound { return String(shown) + "…" }
            shown += piece.unicodeScalars
        }
        return String(shown)
    }
}
