/// Reads a configuration from TOML, strictly: it names all keys that are unknown, of the wrong type or out of their
/// bounds, each with its line.
struct ConfigurationFile {
    private(set) var configuration = Configuration()
    /// nil if it is not TOML.
    private let document: TOMLDocument?
    private var reader: TableReader
    /// The faults in values that were read.
    private var impossible: [Configuration.Fault] = []
    /// Why it is not TOML. Then nothing else is known.
    private var broken: String?
    /// For each listener of the configuration, the index of its `[[listen]]` in the file.
    private var listenIndices: [Int] = []

    /// - Parameters:
    ///   - directory: the folder that paths in the file are relative to.
    ///   - amend: changes the configuration, as flags do. After it, values that do not fit together are looked for.
    init(text: String, directory: String, amend: (inout Configuration) -> Void = { _ in }) {
        reader = TableReader(folder: Folder(path: directory))
        do {
            let document = try TOMLDocument(text)
            self.document = document
            read(document.root)
        } catch {
            document = nil
            broken = "line \(error.position.line): \(error.words) (column \(error.position.column))"
            return
        }
        impossible = configuration.valueFaults.map(located)
        let listen = configuration.listen
        amend(&configuration)
        if configuration.listen != listen { listenIndices = [] }
        impossible += configuration.combinationFaults.map(located)
    }

    /// The first hundred faults, in the order of their lines.
    var faults: [String] {
        if let broken { return [broken.shown(atMost: 1_000)] }
        let faults = (reader.faults + impossible).enumerated().map { order, fault in
            (order: order, line: document?.position(of: fault.path)?.line, words: fault.words)
        }
        let sorted = faults.sorted { ($0.line ?? .max, $0.order) < ($1.line ?? .max, $1.order) }
        let told = sorted.prefix(100).map { fault in
            (fault.line.map { "line \($0): \(fault.words)" } ?? fault.words).shown(atMost: 1_000)
        }
        return faults.count > told.count ? told + ["and \(faults.count - told.count) more"] : told
    }

    /// A fault of the configuration, with its path in the file. It has none if the listeners are not those of the
    /// file.
    private func located(_ fault: Configuration.Fault) -> Configuration.Fault {
        guard fault.path.count > 1, fault.path[0] == "listen", case .index(let index) = fault.path[1] else {
            return fault
        }
        var located = fault
        if listenIndices.indices.contains(index) {
            located.path[1] = .index(listenIndices[index])
        } else {
            located.path = []
        }
        return located
    }

    // MARK: - Tables

    private mutating func read(_ table: TOMLTable) {
        reader.read(table, at: [], by: Schema.root, known: Schema.rootKeys, into: &configuration)
        if table["motd"] != nil, table["motd_file"] != nil {
            reader.fault(["motd_file"], words: "motd and motd_file can't both be given")
        }
        if let listen = table["listen"] { readListeners(listen) }
        for section in Schema.sections {
            guard let value = table[section.name] else { continue }
            let path: TOMLPath = [.key(section.name)]
            guard let table = value.table else {
                reader.fault(path, "must be a table, written [\(section.name)]")
                continue
            }
            reader.read(table, at: path, by: section.settings, into: &configuration)
        }
    }

    private mutating func readListeners(_ value: TOMLValue) {
        guard let list = value.array?.elements else {
            return reader.fault(["listen"], "must be written [[listen]], once for each address")
        }
        var read: [Configuration.Listen] = []
        for (index, entry) in list.enumerated() {
            let path: TOMLPath = ["listen", .index(index)]
            guard let table = entry.table else {
                reader.fault(path, "must be written [[listen]], once for each address")
                continue
            }
            guard let listen = readListener(table, at: path) else { continue }
            listenIndices.append(index)
            read.append(listen)
        }
        // If all were faulty, that was told already.
        if !read.isEmpty || list.isEmpty { configuration.listen = read }
    }

    /// One `[[listen]]`; nil if it has no valid address.
    private mutating func readListener(_ table: TOMLTable, at path: TOMLPath) -> Configuration.Listen? {
        // This takes the place of an address until one is read.
        let nowhere = Configuration.Listen(.path(""))
        var listen = nowhere
        reader.read(table, at: path, by: Schema.listen, into: &listen)
        if table["address"] == nil {
            reader.fault(path, words: "a [[listen]] needs an address, as address = \"127.0.0.1:6000\"")
        }
        guard listen.place != nowhere.place else { return nil }
        if table["mode"] != nil, !listen.isUnix {
            reader.fault(path + ["mode"], "is of a Unix socket's file; \(listen.description.shown()) has none")
        }
        return listen
    }
}
