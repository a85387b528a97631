extension Configuration {
    /// A fault in a value, or in two values that do not fit together.
    struct Fault: Equatable, Sendable {
        /// Where the value stands in a file, or would stand.
        var path: TOMLPath
        /// The key's name, if the sentence begins with it.
        private let subject: String?
        private let predicate: String

        /// A fault that has a sentence of its own.
        init(_ path: TOMLPath, _ sentence: String) {
            self.path = path
            subject = nil
            predicate = sentence
        }

        /// A fault whose text follows the key's name.
        init(_ path: TOMLPath, predicate: String) {
            self.path = path
            subject = path.name
            self.predicate = predicate
        }

        /// The sentence for whoever wrote the file.
        var words: String { words { $0 } }

        /// The same sentence, with other names for keys.
        func words(naming name: (String) -> String) -> String {
            subject.map { "\(name($0)) \(predicate)" } ?? predicate
        }
    }
}

extension TOMLPath {
    /// The name in a sentence: `limits.burst`. The line tells which of several tables is meant.
    var name: String {
        let keys = compactMap { step in
            if case .key(let key) = step { key.asTOMLKey } else { nil }
        }
        return keys.joined(separator: ".")
    }
}

extension String {
    /// The form of a TOML key, in quotes if it needs them.
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

    /// A foreign text as a part of a line for an operator: without control characters, and of a bounded length.
    /// - Parameter bound: in code points, as shown.
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
