import Testing

@testable import partyline

@Suite struct MentionTests {
    @Test(arguments: [
        "ana", "hi ana", "Ana!", "@ana:", "(ana)", "ana's", "ana’s", "ana, du", "«ana»", "ana…", "ana.", "¿ana?",
        "日本ana語", "anaさん",
        "アana", "กana", "❤️ana", "👍🏽ana👍🏽", "\u{A0}ana\u{3000}", "mañana ana", "ana/bob", "ana:hi", "1,ana",
    ]) func isAWordOfItsOwn(text: String) {
        #expect(Mention.stands("ana", in: text))
    }

    @Test(arguments: [
        "mañana", "man\u{303}ana", "anaé", "ana\u{301}", "éana", "e\u{301}ana", "яana", "anaя", "αana", "anaω", "ანana",
        "anaא",
        "عana", "ana한", "xana", "ana1", "ana_x", "ana-x", "x-ana", "ana\u{200D}x", "ａana", "anaß", "١ana", "ana२",
        "ana‿x", "an a", "",
        "an", "bananas",
    ]) func isPartOfAnother(text: String) {
        #expect(!Mention.stands("ana", in: text))
    }

    @Test func nicksMayHoldHyphens() {
        #expect(Mention.stands("a-b_c", in: "hi A-B_C."))
        #expect(!Mention.stands("a-b", in: "hi a-b_c."))
        #expect(!Mention.stands("", in: "hi"))
    }
}
