import ChatCore
import Testing

@testable import ChatProtocol

@Suite("Forms of lines")
struct LineFormTests {
    static let forms = (0..<16).map { LineForm(rawValue: $0) }.filter { !$0.contains(.elsewhere) }

    @Test("each has a rendering of its own, from which it is known again", arguments: forms)
    func rendering(form: LineForm) {
        #expect(LineForm(form.reading.rendering) == form)
        #expect(LineForm(View(rendering: form.reading.rendering, filters: [.quiet, .echo])) == form)
        let elsewhere = View(rendering: form.reading.rendering, filters: .elsewhere)
        #expect(LineForm(elsewhere) == form.union(.elsewhere))
    }

    @Test("people are shown rooms, and which of them a line is of; programs are not", arguments: forms)
    func reading(form: LineForm) {
        #expect(form.reading.isShownRooms == !form.contains(.wire))
        #expect(form.reading.marksRooms == !form.contains(.wire))
    }
}
