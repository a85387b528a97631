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

    /// A fault in a value; its text follows the key's name.
    struct Complaint {
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
    }

    init(
        _ key: String, read: @escaping @Sendable (TOMLValue, inout Root, Folder) -> String?,
        fault: @escaping @Sendable (Root) -> String? = { _ in nil }, written: @escaping @Sendable (Root) -> String?
    ) {
        self.key = key
        self.read = { value, root, folder in
            read(value, &root, folder).map { [Complaint(predicate: $0)] } ?? []
        }
        self.fault = fault
        self.written = written
    }

    static func integer(_ key: String, _ path: Path<Int>, _ bounds: ClosedRange<Int>) -> Setting {
        Setting(key) { value, root, _ in
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
        } written: { root in
            let number = root[keyPath: path]
            return Int(exactly: number).map { "\($0)" } ?? "\(number)"
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

    static func networks(_ key: String, _ path: Path<[Network]>) -> Setting {
        Setting(list: key) { value, root, _ in
            guard let list = value.array?.elements else {
                return [Complaint(predicate: "must be a list of networks, as [\"10.0.0.0/8\", \"::1\"]")]
            }
            var networks: [Network] = []
            var complaints: [Complaint] = []
            for (index, entry) in list.enumerated() {
                guard let text = entry.string else {
                    complaints.append(Complaint(element: index, predicate: "must have strings in quotes"))
                    continue
                }
                do {
                    networks.append(try Network(text.shown()))
                } catch {
                    complaints.append(Complaint(element: index, predicate: "has a fault: \(error)"))
                }
            }
            if complaints.isEmpty { root[keyPath: path] = networks }
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
