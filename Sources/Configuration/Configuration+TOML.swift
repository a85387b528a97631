extension Configuration {
    /// A file that says the same, with every key and its value.
    package var toml: String {
        var lines: [String] = []
        func write<Root>(_ settings: [Setting<Root>], of root: Root) {
            for setting in settings {
                if let value = setting.written(root) { lines.append("\(setting.key) = \(value)") }
            }
        }
        write(Schema.root, of: self)
        for listen in listen {
            lines += ["", "[[listen]]"]
            write(Schema.listen, of: listen)
        }
        for section in Schema.sections {
            lines += ["", "[\(section.name)]"]
            write(section.settings, of: self)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
