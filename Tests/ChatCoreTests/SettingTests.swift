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
        #expect(party.hub.view(of: ann) == View())
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
        party.do(.set(.quiet, true), by: ann)
        let seventh = RenderingID(rawValue: 7)
        party.hub.setReading(of: ann, to: Reading(rendering: seventh))
        let here = View(rendering: seventh, filters: .quiet)
        let elsewhere = View(rendering: seventh, filters: [.quiet, .elsewhere])
        #expect(party.view(of: ann, in: "#kitchen") == here)
        #expect(party.view(of: ann, in: "#lobby") == elsewhere)
        party.bring(ann, into: "#garden")
        #expect(party.view(of: ann, in: "#garden") == here)
        #expect(party.view(of: ann, in: "#kitchen") == elsewhere)
        #expect(party.view(of: ann, in: "#lobby") == elsewhere)
        party.do(.set(.quiet, false), by: ann)
        #expect(party.view(of: ann, in: "#garden") == View(rendering: seventh))
        party.hub.setReading(of: ann, to: Reading(rendering: seventh, marksRooms: false))
        #expect(party.view(of: ann, in: "#lobby") == View(rendering: seventh), "its lines would not say so")
    }

    @Test("exactly the current room is not elsewhere")
    func elsewhere() {
        let ann = party.newcomer("ann")
        party.bring(ann, into: "#kitchen")
        let (here, elsewhere) = (View(), View(filters: .elsewhere))
        #expect(party.view(of: ann, in: "#kitchen") == here)
        #expect(party.view(of: ann, in: "#lobby") == elsewhere)
        party.do(.sayIn("#lobby", "hi"), by: ann)
        #expect(party.view(of: ann, in: "#kitchen") == elsewhere)
        #expect(party.view(of: ann, in: "#lobby") == here)
        party.do(.part("#lobby", reason: nil), by: ann)
        #expect(party.view(of: ann, in: "#kitchen") == here)
        #expect(party.view(of: ann, in: "#lobby") == nil)
    }

    @Test("an event is shown by the view that one had when it came")
    func ignoringSetsTheView() {
        let ann = party.newcomer("ann")
        _ = party.newcomer("bob")
        #expect(!party.hub.view(of: ann).filters.contains(.ignores))
        party.do(.ignore("bob"), by: ann)
        #expect(party.view(of: ann, in: "#lobby") == View(filters: .ignores))
        party.do(.unignore("bob"), by: ann)
        #expect(party.view(of: ann, in: "#lobby") == View())
    }

    @Test("readers are of one kind who differ only in what does not show in a line")
    func kinds() {
        var kinds: Set<Int> = []
        for raw in 0..<RenderingID.capacity {
            for filters in [[], .elsewhere] as [View.Filters] {
                let view = View(rendering: RenderingID(rawValue: UInt8(raw)), filters: filters)
                kinds.insert(view.kind)
                for more in [.quiet, .ignores, .echo] as [View.Filters] {
                    #expect(View(rendering: view.rendering, filters: filters.union(more)).kind == view.kind)
                }
            }
        }
        #expect(kinds == Set(0..<View.kinds))
    }

    @Test("who hides something does not take everything")
    func filters() {
        for filters in [[], .elsewhere, .echo, [.elsewhere, .echo]] as [View.Filters] {
            #expect(View(filters: filters).takesEverything)
            #expect(!View(filters: filters.union(.quiet)).takesEverything)
            #expect(!View(filters: filters.union(.ignores)).takesEverything)
        }
    }

    @Test("a member takes 12 bytes, as there are as many as people times rooms")
    func size() {
        #expect(MemoryLayout<Member>.stride == 12)
    }

    @Test("what the hub has no part in counts as asked for all the same")
    func noting() {
        let ann = party.connect().id
        party.pass(seconds: 90)
        party.hub.noteRequest(by: ann, at: party.now)
        #expect(party.hub.directory[ann]?.hasAsked == true)
        #expect(party.hub.directory[ann]?.lastActive == party.now.steady)
    }
}
