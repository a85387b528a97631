import Libevent
import Testing

@testable import Configuration

/// The numbers that texts repeat are those of the schema, and of `Configuration()`.
@Suite struct DocumentedNumbersTests {
    private let defaults = Configuration()

    private func text(_ path: String) throws -> String {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return try TextFile.read("/\(root)/\(path)", atMost: 1 << 20)
    }

    @Test func defaultsInTheManual() throws {
        let manual = Manual(try text("packaging/man/partyline.toml.5"))
        func expect<Root>(_ settings: [Setting<Root>], of root: Root, in section: String) {
            for setting in settings where setting.written(root) != nil && setting.key != "address" {
                #expect(
                    manual.default(of: setting.key, in: section) == setting.written(root), "\(section) \(setting.key)")
            }
        }
        expect(Schema.root, of: defaults, in: "Top level")
        // A mode is of a Unix socket's file.
        expect(Schema.listen, of: Configuration.Listen(.path("/x")), in: "[[listen]]")
        for section in Schema.sections { expect(section.settings, of: defaults, in: "[\(section.name)]") }
        #expect(manual.default(of: "address", in: "[admin]") == "\"\"")
    }

    @Test func boundsInTheManual() throws {
        let manual = Manual(try text("packaging/man/partyline.toml.5"))
        var checked = 0
        for section in Schema.sections {
            for setting in section.settings {
                guard let bounds = setting.bounds else { continue }
                let told = manual.text(of: setting.key, in: "[\(section.name)]")
                let words =
                    bounds.lowerBound == 0
                    ? "up to \(bounds.upperBound);" : "\(bounds.lowerBound) to \(bounds.upperBound)."
                #expect(told.contains(words), "\(setting.key): \(words)")
                checked += 1
            }
        }
        #expect(checked > 8)
        #expect(manual.text(of: "motd", in: "Top level").contains("at most \(Schema.motdLines) lines"))
        let all = try text("packaging/man/partyline.toml.5")
        #expect(all.contains("of at most \(Configuration.fileBytes >> 20) MiB"))
        #expect(all.contains("of at most \(Configuration.motdFileBytes >> 10) KiB"))
    }

    @Test func boundsInTheExample() throws {
        let example = try text("packaging/partyline.toml")
        let lineBytes = try #require(
            Schema.sections.first { $0.name == "limits" }?.settings.first { $0.key == "line_bytes" }?.bounds)
        #expect(example.contains("from \(lineBytes.lowerBound) to \(lineBytes.upperBound)."))
        #expect(example.contains("of up to \(Schema.motdLines) lines of \(Schema.motdLineBytes) bytes."))
    }

    /// The table of limits of ADMINISTRATION.md. Some rows have two keys.
    @Test func defaultsForTheAdministrator() throws {
        let limits = try #require(Schema.sections.first { $0.name == "limits" }).settings
        let rows = try text("docs/ADMINISTRATION.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
        for setting in limits {
            let row = try #require(
                rows.first { $0.split(separator: "|")[0].contains("`\(setting.key)`") }, "\(setting.key)")
            let cells = row.split(separator: "|").map { $0.split(separator: ",") }
            let index = try #require(cells[0].firstIndex { $0.contains("`\(setting.key)`") })
            let told = String(cells[1][index]).split(separator: " ").joined(separator: " ")
            let value =
                switch told {
                case "none": "[]"
                case "1 MiB": "1048576"
                default: told.prefix { $0 != " " }.description
                }
            #expect(value == setting.written(defaults), "\(setting.key)")
        }
    }

    @Test func limitsOfTheProtocol() throws {
        let text = try text("docs/PROTOCOL.md")
        let limits = defaults.limits
        for row in [
            "| a line | \(limits.lineBytes) bytes |",
            "| messages a second | \(limits.messagesPerSecond.asTOMLNumber), after a burst of \(limits.burst) |",
            "| rooms a session | \(defaults.rooms.perSession) |",
            "| connections, in all / from an address | \(limits.connections) / \(limits.connectionsPerAddress) |",
            "| new connections a second from an address | \(limits.connectsPerSecond.asTOMLNumber), ",
            "as many at once as an address may have (\(limits.connectionsPerAddress)) |",
            "| a newcomer without a word | \(limits.arrivalGraceMilliseconds) ms |",
            "| a first line, behind TLS or a proxy | \(limits.firstLineSeconds) seconds |",
            "| silence | \(limits.pingSeconds) seconds, ",
            "| output that waits for a peer | \(limits.sendQueueBytes >> 20) MiB |",
        ] {
            #expect(text.contains(row), "\(row)")
        }
    }
}

/// The keys of partyline.toml(5), as mdoc has them.
private struct Manual {
    /// By section and key.
    private var texts: [[String]: String] = [:]

    init(_ text: String) {
        var (section, key) = ("", "")
        for line in text.split(separator: "\n") {
            if line.hasPrefix(".Ss ") {
                section = String(line.dropFirst(4))
            } else if line.hasPrefix(".It Ic ") {
                key = String(line.dropFirst(7))
            } else {
                let plain = line.replacing("\\(dq", with: "\"")
                texts[[section, key], default: ""] += (plain.hasPrefix(".Li ") ? plain.dropFirst(4) : plain[...]) + " "
            }
        }
    }

    func text(of key: String, in section: String) -> String { texts[[section, key]] ?? "" }

    /// What follows `Default:`, up to the full stop.
    func `default`(of key: String, in section: String) -> String? {
        guard let found = text(of: key, in: section).firstRange(of: "Default: ") else { return nil }
        let rest = text(of: key, in: section)[found.upperBound...]
        // What is quoted may have spaces.
        var isQuoted = false
        let value = rest.prefix {
            if $0 == "\"" { isQuoted.toggle() }
            return $0 != " " || isQuoted
        }
        return String(value.last == "." ? value.dropLast() : value)
    }
}
