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
