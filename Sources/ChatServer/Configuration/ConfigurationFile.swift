import TOMLKit

/// Reads a configuration from TOML, strictly: all keys that are not known, not of their type or impossible are named, each with its line.
struct ConfigurationFile {
    private(set) var configuration = Configuration()
    private let positions: TOMLPositions
    private var reader: TableReader
    /// What is wrong with values that were read.
    private var impossible: [Configuration.Fault] = []
    /// Why it is not TOML; nothing else is known then.
    private var broken: String?
    /// Which `[[listen]]` of the file each of the configuration's is.
    private var listenIndices: [Int] = []

    /// - Parameters:
    ///   - directory: which the paths in the file are relative to.
    ///   - amend: what else is wanted, as by flags; what does not go together is looked for after it.
    init(text: String, directory: String, amend: (inout Configuration) -> Void = { _ in }) {
        positions = TOMLPositions(of: text)
        reader = TableReader(folder: Folder(path: directory))
        if let fault = positions.fault {
            broken = "line \(fault.line): \(fault.words)"
            return
        }
        do {
            read(try TOMLTable(string: text))
        } catch let error as TOMLParseError {
            broken = "line \(error.source.begin.line): \(error.description)"
            return
        } catch {
            broken = "\(error)"
            return
        }
        impossible = configuration.valueFaults.map(placed)
        let listen = configuration.listen
        amend(&configuration)
        if configuration.listen != listen { listenIndices = [] }
        impossible += configuration.combinationFaults.map(placed)
    }

    /// What is wrong, in the order of the lines; the first hundred of it.
    var faults: [String] {
        if let broken { return [broken.shown(atMost: 1_000)] }
        let faults = (reader.faults + impossible).enumerated().map { order, fault in
            (order: order, line: positions.line(of: fault.path), words: fault.words)
        }
        let sorted = faults.sorted { ($0.line ?? .max, $0.order) < ($1.line ?? .max, $1.order) }
        let told = sorted.prefix(100).map { fault in
            (fault.line.map { "line \($0): \(fault.words)" } ?? fault.words).shown(atMost: 1_000)
        }
        return faults.count > told.count ? told + ["and \(faults.count - told.count) more"] : told
    }

    /// A fault of the configuration where it stands in the file; it has no place there where the listeners are not the file's.
    private func placed(_ fault: Configuration.Fault) -> Configuration.Fault {
        guard fault.path.count > 1, fault.path[0] == "listen", case .index(let index) = fault.path[1] else {
            return fault
        }
        var placed = fault
        if listenIndices.indices.contains(index) {
            placed.path[1] = .index(listenIndices[index])
        } else {
            placed.path = []
        }
        return placed
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

    private mutating func readListeners(_ value: TOMLValueConvertible) {
        guard let list = value.array else {
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
        // Where all were wrong, that was said already.
        if !read.isEmpty || list.isEmpty { configuration.listen = read }
    }

    /// One `[[listen]]`; nil where it has no address that is one.
    private mutating func readListener(_ table: TOMLTable, at path: TOMLPath) -> Configuration.Listen? {
        // Stands for an address until one is read.
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
