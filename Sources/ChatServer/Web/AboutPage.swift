import ChatCore
import Configuration
import Web

/// `/about.json`: what the page has to know before it connects.
struct AboutPage {
    private let configuration: Configuration

    init(_ configuration: Configuration) {
        self.configuration = configuration
    }

    var file: WebFile { WebFile(WebFile.aboutPath, .json, Array("{\n\(members.joined(separator: ",\n"))\n}\n".utf8)) }

    private var members: [String] {
        let hasStore = !configuration.store.path.isEmpty
        let accounts = configuration.accounts
        let members = [
            ("server", configuration.name.asJSONString),
            ("room", configuration.rooms.lobby?.text.asJSONString ?? "null"),
            ("telnet", configuration.telnetAddress?.asJSONString ?? "null"),
            ("keeps", keeps),
            ("accounts", "\(hasStore)"),
            ("registration", "\(hasStore && accounts.registration)"),
            ("guests", (hasStore ? accounts.guests : .speak).rawValue.asJSONString),
            ("passwordMin", "\(accounts.passwordBytes)"),
            ("search", "\(hasStore && configuration.history.search && configuration.history.durability != .none)"),
            ("resume", "\(accounts.resumeSeconds)"),
            ("maxNick", "\(Nick.maximumLength)"),
            ("lineBytes", "\(configuration.limits.lineBytes)"),
        ]
        return members.map { "  \($0.0.asJSONString): \($0.1)" }
    }

    /// How long what is said in the lobby is kept: in seconds, for good, or as long as it is among the last.
    private var keeps: String {
        let history = configuration.history
        if configuration.store.path.isEmpty || history.durability == .none { return "memory".asJSONString }
        return history.keepDays == 0 ? "ever".asJSONString : "\(history.keepDays * 86_400)"
    }
}

extension String {
    /// In quotes (RFC 8259, section 7).
    var asJSONString: String {
        unicodeScalars.reduce(into: "\"") { text, scalar in
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        } + "\""
    }
}
