/// Reads tables by the settings that they may have, and collects the faults in them.
struct TableReader {
    let folder: Folder
    private(set) var faults: [Configuration.Fault] = []

    init(folder: Folder) {
        self.folder = folder
    }

    /// Reads the values of a table, each as its setting says.
    /// - Parameter known: all keys that may be there, if there are others beside those of the settings.
    mutating func read<Root>(
        _ table: TOMLTable, at path: TOMLPath, by settings: [Setting<Root>], known: [String]? = nil,
        into root: inout Root
    ) {
        let known = known ?? settings.map(\.key)
        for key in table.keys where !known.contains(key) {
            faults.append(Configuration.Fault(path + [.key(key)], Schema.unknown(key, at: path, known: known)))
        }
        for setting in settings {
            guard let value = table[setting.key] else { continue }
            for complaint in setting.read(value, &root, folder) {
                let element = complaint.element.map { [TOMLStep.index($0)] } ?? []
                fault(path + [.key(setting.key)] + element, complaint.predicate)
            }
        }
    }

    /// Notes a fault, whose text follows the key's name.
    mutating func fault(_ path: TOMLPath, _ predicate: String) {
        faults.append(Configuration.Fault(path, predicate: predicate))
    }

    /// Notes a fault that has a sentence of its own.
    mutating func fault(_ path: TOMLPath, words: String) {
        faults.append(Configuration.Fault(path, words))
    }
}
