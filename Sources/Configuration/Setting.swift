import Bytes
import ChatCore
import Libevent

/// One key of a table of the file: how it is read, checked and written.
struct Setting<Root>: Sendable {
    typealias Path<Value> = WritableKeyPath<Root, Value> & Sendable

    let key: String
    /// Takes a value. If it has a fault, this returns the fault and changes nothing.
    let read: @Sendable (TOMLValue, inout Root, Folder) -> [Complaint]
    /// The fault in the value that is there; its text follows the key's name.
    let fault: @Sendable (Root) -> String?
    /// The value in TOML; nil if there is nothing to write.
    let written: @Sendable (Root) -> String?
    /// Of a whole number.
    let bounds: ClosedRange<Int>?

    /// A fault in a value; its text follows the key's name.
    struct Complaint: Error {
        /// The element of a list that is meant.
        var element: Int?
        let predicate: String
    }

    init(
        list key: String, read: @escaping @Sendable (TOMLValue, inout Root, Folder) -> [Complaint],
        written: @escaping @Sendable (Root) -> String?
    ) {
        self.key = key
        self.read = read
        self.fault = { _ in nil }
        self.written = written
        bounds = nil
    }

    init(
        _ key: String, bounds: ClosedRange<Int>? = nil,
        read: @escaping @Sendable (TOMLValue, inout Root, Folder) -> String?,
        fault: @escaping @Sendable (Root) -> String? = { _ in nil }, written: @escaping @Sendable (Root) -> String?
    ) {
        self.bounds = bounds
        self.key = key
        self.read = { value, root, folder in
            read(value, &root, folder).map { [Complaint(predicate: $0)] } ?? []
        }
        self.fault = fault
        self.written = written
    }

    static func integer(_ key: String, _ path: Path<Int>, _ bounds: ClosedRange<Int>) -> Setting {
        Setting(key, bounds: bounds) { value, root, _ in
            guard let number = value.integer else { return "must be a whole number" }
            root[keyPath: path] = number
            return nil
        } fault: { root in
            let number = root[keyPath: path]
            return bounds.contains(number)
                ? nil : "is \(number); it must be from \(bounds.lowerBound) to \(bounds.upperBound)"
        } written: {
            "\($0[keyPath: path])"
        }
    }

    static func number(_ key: String, _ path: Path<Double>, _ bounds: ClosedRange<Int>) -> Setting {
        Setting(key) { value, root, _ in
            guard let number = value.number else { return "must be a number" }
            root[keyPath: path] = number
            return nil
        } fault: { root in
            let number = root[keyPath: path]
            return (Double(bounds.lowerBound)...Double(bounds.upperBound)).contains(number)
                ? nil : "is \(number); it must be from \(bounds.lowerBound) to \(bounds.upperBound)"
        } written: {
            $0[keyPath: path].asTOMLNumber
        }
    }

    static func flag(_ key: String, _ path: Path<Bool>) -> Setting {
        Setting(key) { value, root, _ in
            guard let flag = value.boolean else { return "must be true or false" }
            root[keyPath: path] = flag
            return nil
        } written: {
            "\($0[keyPath: path])"
        }
    }

    static func text(
        _ key: String, _ path: Path<String>, fault: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> Setting {
        text(key) { text, root, _ in
            root[keyPath: path] = text
            return nil
        } fault: {
            fault($0[keyPath: path])
        } written: {
            $0[keyPath: path].asTOMLString
        }
    }

    /// A key for the path of a file; "" for none.
    static func file(_ key: String, _ path: Path<String>) -> Setting {
        text(key) { text, root, folder in
            root[keyPath: path] = text.isEmpty ? "" : folder.path(of: text)
            return nil
        } written: {
            $0[keyPath: path].asTOMLString
        }
    }

    /// A key for one of some words.
    static func choice<Choice: RawRepresentable & CaseIterable & Sendable>(
        _ key: String, _ path: Path<Choice>
    ) -> Setting where Choice.RawValue == String {
        text(key) { text, root, _ in
            guard let choice = Choice(rawValue: text) else {
                let names = Choice.allCases.map(\.rawValue)
                let hint = nearest(to: text, among: names).map { "; did you mean \($0)?" }
                return "is \"\(text.shown())\"\(hint ?? "; known are \(names.joined(separator: ", "))")"
            }
            root[keyPath: path] = choice
            return nil
        } written: {
            $0[keyPath: path].rawValue.asTOMLString
        }
    }

    static func networks(_ key: String, _ path: Path<[Network]>) -> Setting {
        list(key, path, "must be a list of networks, as [\"10.0.0.0/8\", \"::1\"]") { text in
            do { return .success(try Network(text)) } catch {
                return .failure(Complaint(predicate: "has a fault: \(error)"))
            }
        }
    }

    /// A key for a list of words that are kept in lower case.
    /// - Parameters:
    ///   - form: what they are.
    ///   - example: of one.
    static func words(
        _ key: String, _ path: Path<[String]>, _ form: String, as example: String,
        isGood: @escaping @Sendable (String) -> Bool
    ) -> Setting {
        list(key, path, "must be a list of \(form), as [\"\(example)\"]") { text in
            let word = text.lowercased()
            guard isGood(word) else {
                return .failure(Complaint(predicate: "is \"\(text.shown())\", which is none; write it as \(example)"))
            }
            return .success(word)
        }
    }

    static func nicks(_ key: String, _ path: Path<[Nick]>) -> Setting {
        list(key, path, "must be a list of names, as [\"ann\", \"bob\"]") { text in
            if let nick = Nick(text), !nick.isReserved { return .success(nick) }
            return .failure(
                Complaint(
                    predicate: Nick(text) == nil
                        ? "is \"\(text)\", which can't be a nick" : "is \"\(text)\", which can't be an account's name"))
        }
    }

    /// A key for a list of strings, each of which means something.
    static func list<Element: CustomStringConvertible & SendableMetatype>(
        _ key: String, _ path: Path<[Element]>, _ form: String,
        _ read: @escaping @Sendable (String) -> Result<Element, Complaint>
    ) -> Setting {
        Setting(list: key) { value, root, _ in
            guard let list = value.array?.elements else { return [Complaint(predicate: form)] }
            var elements: [Element] = []
            var complaints: [Complaint] = []
            for (index, entry) in list.enumerated() {
                guard let text = entry.string else {
                    complaints.append(Complaint(element: index, predicate: "must have strings in quotes"))
                    continue
                }
                switch read(text.shown()) {
                case .success(let element): elements.append(element)
                case .failure(let complaint):
                    complaints.append(Complaint(element: index, predicate: complaint.predicate))
                }
            }
            if complaints.isEmpty { root[keyPath: path] = elements }
            return complaints
        } written: { root in
            "[\(root[keyPath: path].map { $0.description.asTOMLString }.joined(separator: ", "))]"
        }
    }

    /// A key whose value is written as a string, and means something else.
    static func text(
        _ key: String, read: @escaping @Sendable (String, inout Root, Folder) -> String?,
        fault: @escaping @Sendable (Root) -> String? = { _ in nil }, written: @escaping @Sendable (Root) -> String?
    ) -> Setting {
        Setting(key) { value, root, folder in
            guard let text = value.string else { return "must be a string in quotes" }
            // C would take a path or a name to end there.
            guard !text.utf8.contains(0) else { return "can't have a NUL (\\u0000)" }
            return read(text, &root, folder)
        } fault: {
            fault($0)
        } written: {
            written($0)
        }
    }
}

/// The folder of a configuration file. Paths in the file are relative to it.
struct Folder: Sendable {
    let path: String

    func path(of name: String) -> String {
        name.hasPrefix("/") ? name : "\(path)/\(name)"
    }
}
