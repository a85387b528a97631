import ChatCore
import Testing

@testable import Dialects

@Suite("IRC: what was said before, and what goes along with it")
struct IRCHistoryTests {
    private func request(_ line: String) -> IRCRequest? {
        Array(line.utf8).withUnsafeBytes { IRCRequest(line: $0) }
    }

    private func history(_ line: String) -> IRCHistoryRequest? {
        guard case .history(let history)? = request("CHATHISTORY " + line)?.steps.first else { return nil }
        return history
    }

    private func stretch(_ line: String) -> IRCHistoryRequest.Stretch? {
        guard case .messages(_, let stretch)? = history(line)?.question else { return nil }
        return stretch
    }

    @Test("each subcommand asks for a stretch, by ids and by whole milliseconds")
    func stretches() throws {
        let time: Int64 = 1_546_612_406_123_000
        let word = "timestamp=2019-01-04T14:33:26.123Z"
        #expect(stretch("LATEST #a * 10")?.stretch == .last())
        #expect(stretch("BEFORE #a * 10")?.stretch == .last())
        #expect(stretch("LATEST #a msgid=7 10")?.after == 7)
        #expect(stretch("LATEST #a \(word) 10")?.after == time + 999)
        #expect(stretch("BEFORE #a \(word) 10")?.stretch == .last(before: time))
        #expect(stretch("AFTER #a \(word) 10")?.stretch == .since(time + 999))
        #expect(stretch("AFTER #a msgid=7 10")?.stretch == .since(7))
        #expect(stretch("BETWEEN #a msgid=7 msgid=9 10")?.stretch == .since(7, before: 9))
        let back = try #require(stretch("BETWEEN #a msgid=9 msgid=7 10"))
        #expect(back.stretch == .last(before: 9))
        #expect(back.after == 7)
        #expect(stretch("AROUND ann msgid=9 10")?.stretch == .around(9))
        #expect(history("TARGETS \(word) timestamp=2262-01-01T00:00:00.000Z 5")?.count == 5)
    }

    @Test("an id that is none of ours is nowhere, and a count that is none is the most")
    func odd() {
        #expect(history("LATEST #a msgid=abc 10")?.question == .messages(.room("#a"), nil))
        #expect(history("LATEST #a * 0")?.count == 100)
        #expect(history("LATEST #a * 1000")?.count == 100)
        #expect(history("LATEST #a * x")?.count == 100)
        for line in [
            "LATEST #a", "WHATEVER #a * 10", "AFTER #a * 10", "BETWEEN #a msgid=1 10", "LATEST #a 5 10",
            "TARGETS * * 10",
        ] {
            #expect(history(line) == nil, "\(line)")
        }
    }

    // MARK: - Tags

    private func enclosed(_ change: (inout IRCEnclosure) -> Void) -> Enclosure? {
        var content = IRCEnclosure()
        change(&content)
        return content.enclosure
    }

    private func said(_ kind: Event.Kind, _ enclosure: Enclosure?) -> Event {
        Event(id: 42, time: 1_796_025_600_123_456, room: "#tea", kind, by: .bob, with: enclosure)
    }

    private var tags: IRCClientTags { request("@+a=b\\:c;x=y;+d PRIVMSG #tea hi")?.tags ?? .none }

    @Test("tags from client to client reach those who take tags, and nobody else")
    func clientTags() {
        let line = ":bob!~line@c-def PRIVMSG #tea :hi"
        let event = said(.message(from: "bob", "hi"), enclosed { $0.tags = tags })
        #expect(shown(event, .all) == ["@time=2026-11-30T08:00:00.123Z;msgid=42;+a=b\\:c;+d " + line])
        #expect(shown(event, .timeAndAccount) == ["@time=2026-11-30T08:00:00.123Z " + line])
        #expect(shown(event) == [line])
        let alone = said(.aside(from: "bob", to: nil), enclosed { $0.tags = tags })
        #expect(
            shown(alone, .all) == [
                "@time=2026-11-30T08:00:00.123Z;msgid=42;+a=b\\:c;+d :bob!~line@c-def TAGMSG #tea"
            ])
        #expect(shown(alone, .timeAndAccount) == [])
        for form: LineForm in [[], .wire] {
            #expect(rendered { Renderer().append(alone, for: form, to: $0) } == "")
        }
    }

    @Test("formatting is for IRC alone")
    func formatting() throws {
        let styled = try #require(styledText("\u{2}bold\u{2}"))
        let event = said(.message(from: "bob", styled.text), enclosed { $0.styled = styled })
        #expect(shown(event) == [":bob!~line@c-def PRIVMSG #tea :\u{2}bold\u{2}"])
        #expect(rendered { Renderer().append(event, for: [], to: $0) } == "<bob> bold\n")
    }

    @Test("a store keeps the text with its codes, and the tags, and nothing that is none of these")
    func store() throws {
        let styled = try #require(styledText("\u{2}bold"))
        let enclosure = try #require(
            enclosed {
                $0.styled = styled
                $0.tags = tags
            })
        let kept = enclosure.kept
        #expect(Enclosure.recalled(styled: kept.styled, tags: kept.tags) == enclosure)
        #expect(Enclosure.recalled(styled: [0xFF], tags: "x=y") == nil)
        #expect(Enclosure.recalled(styled: [0x0A], tags: "+a b\r\n") == nil)
    }

    // MARK: - Several lines

    private func line(_ text: String, isConcatenated: Bool = false, batch: String = "1") -> IRCMultiline.Line {
        let tag = isConcatenated ? ";draft/multiline-concat" : ""
        return request("@batch=\(batch)\(tag) PRIVMSG #tea :\(text)")?.line
            ?? IRCMultiline.Line(batch: [], isNotice: false, target: "", text: Styled(plain: ""), isConcatenated: false)
    }

    @Test("a batch has so many lines and bytes, one target, and nothing that goes on nowhere")
    func multiline() {
        func batch() -> IRCMultiline { IRCMultiline(Array("1".utf8), to: "#tea", label: [], tags: .none) }
        var several = batch()
        #expect(several.add(line("one")) == nil)
        #expect(several.add(line("")) == nil)
        #expect(several.add(line("two", isConcatenated: true)) == nil)
        #expect(several.add(line("", isConcatenated: true)) != nil)
        #expect(several.add(line("x", batch: "2")) != nil)
        var many = batch()
        for _ in 0..<IRCMultiline.mostLines { #expect(many.add(line("x")) == nil) }
        #expect(many.add(line("x")) == .tooManyLines)
        var long = batch()
        for _ in 0..<10 { #expect(long.add(line(String(repeating: "x", count: 400))) == nil) }
        #expect(long.add(line(String(repeating: "x", count: 400))) == .tooManyBytes)
        #expect(request("BATCH +1 draft/multiline #tea")?.steps == [.beginBatch(Array("1".utf8), target: "#tea")])
        #expect(request("BATCH -1")?.steps == [.endBatch(Array("1".utf8))])
        guard case .fail? = request("BATCH +1 netjoin #tea")?.steps.first else {
            Issue.record("another kind of batch is none")
            return
        }
    }

    @Test("who knows several lines reads them as one, and others read those with something in them")
    func rendering() throws {
        let texts = try ["", "one", "two"].map { try #require(styledText($0)) }
        let lines = texts.enumerated().map { IRCEnclosure.Line($0.element, isConcatenated: $0.offset == 2) }
        let first = said(.message(from: "bob", "one"), enclosed { $0.lines = lines })
        let second = said(.message(from: "bob", "two"), enclosed { $0.isContinuation = true })
        let source = ":bob!~line@c-def"
        #expect(
            shown(first, .allAndMultiline) == [
                "@time=2026-11-30T08:00:00.123Z;msgid=42 \(source) BATCH +42 draft/multiline #tea",
                "@batch=42 \(source) PRIVMSG #tea :", "@batch=42 \(source) PRIVMSG #tea :one",
                "@batch=42;draft/multiline-concat \(source) PRIVMSG #tea :two", "\(source) BATCH -42",
            ])
        #expect(shown(second, .allAndMultiline) == [])
        #expect(shown(first, .all) == ["@time=2026-11-30T08:00:00.123Z;msgid=42 \(source) PRIVMSG #tea :one"])
        #expect(shown(second, .all) == ["@time=2026-11-30T08:00:00.123Z \(source) PRIVMSG #tea :two"])
        #expect(shown(second) == ["\(source) PRIVMSG #tea :two"])
    }

    // MARK: - Taken back

    @Test("what is taken back is told to each in its way")
    func takenBack() {
        let event = Event(
            id: 50, time: 1_796_025_700_000_000, room: "#tea",
            .takenBack(42, saidAt: 1_796_025_600_123_456, to: nil, by: "bob", reason: "oops"), by: .bob)
        #expect(shown(event) == [":bob!~line@c-def REDACT #tea 42 :oops"])
        #expect(
            rendered { Renderer().append(event, for: [], to: $0) }
                == "*** bob took back a line of 08:00 in #tea (oops)\n")
        #expect(
            rendered { Renderer().append(event, for: .wire, to: $0) }
                == "REDACT 50 2026-11-30T08:01:40.000Z #tea bob target=42 :oops\n")
    }

    @Test("and so is what was written in private")
    func takenBackInPrivate() {
        let event = Event(
            id: 50, time: 1_796_025_700_000_000,
            .takenBack(42, saidAt: 1_796_025_600_123_456, to: "ann", by: "bob", reason: nil), by: .bob)
        #expect(shown(event) == [":bob!~line@c-def REDACT ann 42"])
        #expect(rendered { Renderer().append(event, for: [], to: $0) } == "*** bob took back a line of 08:00 to ann\n")
        #expect(
            rendered { Renderer().append(event, for: .wire, to: $0) }
                == "REDACT 50 2026-11-30T08:01:40.000Z ann bob target=42\n")
    }

    // MARK: - Markers and keys

    @Test("markers are set by times alone")
    func markers() {
        #expect(request("MARKREAD #a")?.steps == [.mark("#a", until: nil)])
        #expect(
            request("MARKREAD #a timestamp=2019-01-04T14:33:26.123Z")?.steps == [
                .mark("#a", until: 1_546_612_406_123_000)
            ])
        for line in ["MARKREAD", "MARKREAD #a *", "MARKREAD #a timestamp=soon", "MARKREAD # timestamp=*"] {
            guard case .fail? = request(line)?.steps.first else {
                Issue.record("\(line)")
                continue
            }
        }
        var markers = IRCReadMarkers()
        #expect(markers.advance("#a", to: 5) == 5)
        #expect(markers.advance("#a", to: 3) == 5)
        for number in 0...IRCReadMarkers.most { _ = markers.advance("#\(number)", to: 10) }
        #expect(markers["#a"] == nil)
    }

    @Test("keys have bounds")
    func metadata() {
        var metadata = IRCMetadata()
        func set(_ key: String, _ value: Text?) -> [String] {
            answered([.batch]) {
                _ = metadata.carryOut(.set(key, value), of: "ann", $0, reference: "1")
            }
        }
        #expect(set("url", "x") == [":irc.example 761 ann ann url * :x"])
        #expect(set("url", nil) == [":irc.example 766 ann ann url :key not set"])
        #expect(set("URL", "x").first?.contains("KEY_INVALID") == true)
        #expect(set("url", Text(cleaned: Array(repeating: 0x78, count: 351))).first?.contains("INVALID_VALUE") == true)
        for number in 0..<IRCMetadata.mostKeys { _ = set("k\(number)", "x") }
        #expect(set("more", "x").first?.contains("LIMIT_REACHED") == true)
        var subscriptions = IRCSubscriptions()
        let keys = (0...IRCMetadata.mostSubscriptions).map { "k\($0)" }
        let told = answered { subscriptions.carryOut(.subscribe(keys), $0) }
        #expect(told.first?.contains("TOO_MANY_SUBS k50") == true)
        #expect(subscriptions.contains("k49") && !subscriptions.contains("k50"))
    }
}
