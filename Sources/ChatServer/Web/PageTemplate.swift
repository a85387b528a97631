/// A page of HTML, in which comments stand for what it tells of its server:
///
/// - `<!--server-->`: the server's name,
/// - `<!--telnet-->`: the command by which one joins without a browser,
/// - `<!--telnet?-->` … `<!--/telnet?-->`: what is left out where there is no such command.
struct PageTemplate {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// - Parameter telnet: what is typed behind `telnet`.
    func filled(server: String, telnet: String?) -> String {
        var text = telnet == nil ? withoutTelnet : text
        for mark in ["<!--telnet?-->", "<!--/telnet?-->"] { text = text.replacing(mark, with: "") }
        text = text.replacing("<!--telnet-->", with: telnet.map { PageTemplate.escaped("telnet \($0)") } ?? "")
        return text.replacing("<!--server-->", with: PageTemplate.escaped(server))
    }

    private var withoutTelnet: String {
        let parts = text.split(separator: "<!--telnet?-->", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(String(parts[0])) { text, part in
            text + (part.firstRange(of: "<!--/telnet?-->").map { String(part[$0.upperBound...]) } ?? String(part))
        }
    }

    /// As text of HTML, or as an attribute's value in quotes of either kind.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.append(character)
            }
        }
    }
}
