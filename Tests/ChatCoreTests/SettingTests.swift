import Testing

@testable import ChatCore

@Suite("Settings and views")
struct SettingTests {
    let party = Party()

    @Test("each is off at first, is switched, and is told without a value", arguments: Setting.allCases)
    func switching(setting: Setting) {
        let ann = party.newcomer("ann")
        #expect(party.do(.set(setting, nil), by: ann).reply == .setting(setting, false))
        #expect(party.do(.set(setting, true), by: ann).reply == .setting(setting, true))
        #expect(party.do(.set(setting, true), by: ann).reply == .setting(setting, true))
        #expect(party.do(.set(setting, nil), by: ann).reply == .setting(setting, true))
        #expect(party.do(.set(setting, false), by: ann).reply == .setting(setting, false))
        #expect(party.hub.view(of: ann) == [])
    }

    @Test("echo brings back what one says, and nothing else of one's own")
    func echo() {
        let ann = party.newcomer("ann")
        _ = party.newcomer("bob")
        party.do(.set(.echo, true), by: ann)
        party.do(.say("hi"), by: ann)
        party.do(.act("waves"), by: ann)
        party.do(.setTopic(nil, "cakes"), by: ann)
        party.do(.nick("anna"), by: ann)
        party.do(.away(note: "tea"), by: ann)
        party.do(.join("#kitchen"), by: ann)
        party.do(.part(nil, reason: nil), by: ann)
        #expect(party.heard(by: ann) == ["#lobby <ann> hi", "#lobby * ann waves"])
    }

    @Test("quiet hides joins, parts, quits and aways, and nothing else")
    func quiet() {
        let ann = party.newcomer("ann")
        let bob = party.newcomer("bob")
        party.do(.set(.quiet, true), by: ann)
        party.do(.part(nil, reason: nil), by: bob)
        party.do(.join("#lobby"), by: bob)
        party.do(.away(note: "tea"), by: bob)
        party.do(.back, by: bob)
        #expect(party.heard(by: ann) == [])
        party.do(.say("hi"), by: bob)
        party.do(.setTopic(nil, "cakes"), by: bob)
        party.do(.nick("rob"), by: bob)
        #expect(party.heard(by: ann) == ["#lobby <bob> hi", "#lobby bob set: cakes", "bob is rob"])
        party.disconnect(bob)
        #expect(party.heard(by: ann) == [])
        party.do(.set(.quiet, false), by: ann)
        _ = party.connect()
        #expect(party.heard(by: ann) == ["#lobby +guest3"])
    }

    @Test("a change holds in all rooms, also in those entered later")
    func everywhere() {
        let ann = party.newcomer("ann")
        party.bring(ann, into: "#kitchen")
        party.do(.set(.time, true), by: ann)
        party.hub.endLines(of: ann, inCRLF: true)
        #expect(party.view(of: ann, in: "#kitchen") == [.timestamps, .crlf])
        #expect(party.view(of: ann, in: "#lobby") == [.timestamps, .crlf, .elsewhere])
        party.bring(ann, into: "#garden")
        #expect(party.view(of: ann, in: "#garden") == [.timestamps, .crlf])
        #expect(party.view(of: ann, in: "#kitchen") == [.timestamps, .crlf, .elsewhere])
        #expect(party.view(of: ann, in: "#lobby") == [.timestamps, .crlf, .elsewhere])
        party.hub.endLines(of: ann, inCRLF: false)
        #expect(party.view(of: ann, in: "#garden") == [.timestamps])
        #expect(party.view(of: ann, in: "#lobby") == [.timestamps, .elsewhere])
    }

    @Test("exactly the current room is not elsewhere")
    func elsewhere() {
        let ann = party.newcomer("ann")
        party.bring(ann, into: "#kitchen")
        #expect(party.view(of: ann, in: "#kitchen") == [])
        #expect(party.view(of: ann, in: "#lobby") == .elsewhere)
        party.do(.sayIn("#lobby", "hi"), by: ann)
        #expect(party.view(of: ann, in: "#kitchen") == .elsewhere)
        #expect(party.view(of: ann, in: "#lobby") == [])
        party.do(.part("#lobby", reason: nil), by: ann)
        #expect(party.view(of: ann, in: "#kitchen") == [])
        #expect(party.view(of: ann, in: "#lobby") == nil)
    }

    @Test("an event is shown by the view that one had when it came")
    func ignoringSetsTheView() {
        let ann = party.newcomer("ann")
        _ = party.newcomer("bob")
        #expect(!party.hub.view(of: ann).contains(.ignores))
        party.do(.ignore("bob"), by: ann)
        #expect(party.view(of: ann, in: "#lobby") == .ignores)
        party.do(.unignore("bob"), by: ann)
        #expect(party.view(of: ann, in: "#lobby") == [])
    }

    @Test("what shares a rendering differs only in what does not show in a line")
    func renderings() {
        for raw in UInt8.min...127 {
            let view = View(rawValue: raw)
            #expect((0..<View.renderings).contains(view.rendering))
            #expect(view.rendering == view.subtracting([.quiet, .ignores, .echo]).rendering)
            if view.contains(.wire) {
                #expect(view.rendering == view.symmetricDifference([.elsewhere, .timestamps]).rendering)
            }
        }
        let human: [View] = [[], .elsewhere, .timestamps, [.elsewhere, .timestamps]]
        let all = (human + [.wire]).flatMap { [$0, $0.union(.crlf)] }
        #expect(Set(all.map(\.rendering)).count == 10)
    }
}
