import ChatCore
import Testing

@testable import Dialects

@Suite("Renderings of the line protocol")
struct LineFormTests {
    @Test("each form has a rendering of its own, from which it is known again", arguments: LineForm.all)
    func rendering(form: LineForm) {
        #expect(LineForm(form.rendering) == form)
        #expect(Renderings()[form.rendering] as? LineForm == form)
        #expect(form.reading.rendering == form.rendering)
    }

    @Test("people are shown rooms, and which of them a line is of; programs are not", arguments: LineForm.all)
    func reading(form: LineForm) {
        #expect(form.reading.isShownRooms == !form.contains(.wire))
        #expect(form.reading.marksRooms == !form.contains(.wire))
        let event = Event(id: 7, time: 0, room: "#a", .message(from: "ann", "hi"))
        let line = rendered { form.append(event, isElsewhere: true, zone: 0, to: $0) }
        #expect(line.contains("#a"))
        #expect(rendered { form.append(event, isElsewhere: false, zone: 0, to: $0) } != line || form.contains(.wire))
    }

    @Test("a rendering has one id, and there is room for 64")
    func interning() throws {
        struct Numbered: Rendering {
            let number: Int

            func append(_ event: Event, isElsewhere: Bool, zone: Int64, to lines: ByteBuffer) {}
        }
        let renderings = Renderings()
        let crlf = renderings.intern(LineForm.crlf)
        #expect(crlf == LineForm.crlf.rendering)
        let taken = LineForm.all.count
        for number in taken..<RenderingID.capacity {
            let interned = renderings.intern(Numbered(number: number))
            let id = try #require(interned)
            #expect(Int(id.rawValue) == number)
            let again = renderings.intern(Numbered(number: number))
            #expect(again == id)
            #expect(renderings[id] as? Numbered == Numbered(number: number))
        }
        let (none, first) = (renderings.intern(Numbered(number: 0)), renderings.intern(Numbered(number: taken)))
        #expect(none == nil)
        #expect(first?.rawValue == UInt8(taken))
        // What nobody reads in any more is free, and never a form of the line protocol.
        let free = RenderingID(rawValue: UInt8(taken + 3))
        #expect(renderings.intern(Numbered(number: 0)) { $0 != free && Int($0.rawValue) >= taken } == free)
        #expect(renderings[free] as? Numbered == Numbered(number: 0))
    }
}
