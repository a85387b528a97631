import ChatCore
import Configuration
import Libevent
import Testing
import Web
import WebPage

@testable import ChatServer

/// What is made of the configuration for who looks at the page.
@Suite struct SiteTests {
    private func address(_ listen: [String], _ change: (inout Configuration) -> Void = { _ in }) -> String? {
        var configuration = Configuration()
        configuration.name = "chat.example.org"
        configuration.listen = listen.compactMap { Configuration.Listen(address: $0) }
        change(&configuration)
        return configuration.telnetAddress
    }

    @Test("telnet's address is that of the first listener that is for it, and said as it is")
    func telnet() {
        #expect(address(["0.0.0.0:6000"]) == "chat.example.org 6000")
        #expect(address(["[::]:6000"]) == "chat.example.org 6000")

        #expect(address(["unix:/run/x", "systemd", "127.0.0.1:0", "[::1]:6001"]) == "::1 6001")
        #expect(address(["unix:/run/x"]) == nil)
        #expect(address(["127.0.0.1:6000"]) { $0.web.telnet = "other 23" } == "other 23")
        let others: [(inout Configuration.Listen) -> Void] = [
            { $0.tls = true }, { $0.web = true }, { $0.proxyProtocol = true }, { $0.spoken = .irc },
        ]
        for change in others { #expect(address(["127.0.0.1:6000"]) { change(&$0.listen[0]) } == nil) }
    }

    @Test("A template is filled, and says nothing where there is nothing")
    func template() {
        let template = PageTemplate("<!--telnet?-->a <!--telnet--> b<!--/telnet?--> c <!--server--><!--telnet-->")
        #expect(template.filled(server: "x", telnet: "h 1") == "a telnet h 1 b c xtelnet h 1")
        #expect(template.filled(server: "<x>", telnet: nil) == " c &lt;x&gt;")
        #expect(template.filled(server: "<!--telnet-->", telnet: "h") == "a telnet h b c &lt;!--telnet--&gt;telnet h")
        #expect(PageTemplate("<!--telnet?-->a").filled(server: "x", telnet: nil) == "a")
        #expect(PageTemplate("").filled(server: "x", telnet: nil) == "")
    }

    private func about(_ change: (inout Configuration) -> Void) -> [String: String] {
        var configuration = Configuration()
        change(&configuration)
        let lines = String(decoding: AboutPage(configuration).file.plain.bytes, as: UTF8.self).split(separator: "\n")
        return lines.dropFirst().dropLast().reduce(into: [:]) { members, line in
            let parts = line.drop { $0 == " " }.split(separator: ": ", maxSplits: 1)
            members[parts[0].filter { $0 != "\"" }] =
                parts[1].hasSuffix(",") ? String(parts[1].dropLast()) : String(parts[1])
        }
    }

    @Test("The page knows what there is before it connects")
    func about() {
        let plain = about { _ in }
        #expect(plain["server"] == "\"localhost\"" && plain["room"] == "\"#lobby\"")
        #expect(plain["telnet"] == "\"localhost 6000\"" && plain["keeps"] == "\"memory\"")
        #expect(plain["accounts"] == "false" && plain["registration"] == "false" && plain["guests"] == "\"yes\"")
        #expect(plain["search"] == "false" && plain["resume"] == "60")
        #expect(plain["maxNick"] == "\(Nick.maximumLength)" && plain["lineBytes"] == "2048")
        let kept = about {
            $0.store.path = "x.db"
            $0.history.keepDays = 30
            $0.accounts.guests = .read
            $0.rooms.lobby = nil
            $0.listen = []
        }
        #expect(kept["keeps"] == "2592000" && kept["room"] == "null" && kept["telnet"] == "null")
        #expect(kept["accounts"] == "true" && kept["registration"] == "true" && kept["guests"] == "\"read\"")
        #expect(kept["search"] == "true")
        let ever = about { ($0.store.path, $0.history.keepDays) = ("x.db", 0) }
        #expect(ever["keeps"] == "\"ever\"")
        let unkept = about { ($0.store.path, $0.history.durability) = ("x.db", .none) }
        #expect(unkept["keeps"] == "\"memory\"" && unkept["search"] == "false")
    }

    @Test("JSON has nothing that would end a string")
    func json() {
        #expect("a\"b\\c\u{1}\n\u{7F}é".asJSONString == "\"a\\\"b\\\\c\\u0001\\u000a\u{7F}é\"")
    }

    @Test("Where no listener gives it, nothing is unpacked or read")
    func noListener() throws {
        var configuration = Configuration()
        configuration.web.root = "/nonexistent"
        #expect(try configuration.site() == WebSite())
        configuration.listen[0].web = true
        #expect(throws: ConfigurationError.self) { try configuration.site() }
        configuration.web.page = false
        #expect(try configuration.site() == WebSite())
    }

    @Test("Every file in the program can be served")
    func embedded() throws {
        var configuration = Configuration()
        configuration.listen[0].web = true
        let site = try configuration.site()
        for file in EmbeddedPage.files { #expect(site[file.path] != nil, "\(file.path)") }
        #expect(site["/about.json"] != nil)
    }
}
