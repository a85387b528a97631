import Testing

@testable import LineEditing

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("ｱ", 1), ("Ａ", 2), ("한글", 4),
        ("\u{1112}\u{1161}\u{11AB}", 2),
        ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤", 1), ("❤️", 2), ("#️⃣", 2), ("…", 1), ("€", 1), ("ά", 1), ("שלום", 4),
        ("क्ष", 2), ("\u{301}", 0), ("\u{200D}", 0), ("\u{AD}", 0), ("\u{7}", 0), ("𠀀", 2), ("〈", 2), ("☕", 2), ("☎", 1),
        ("🫨", 2),
    ]) func width(text: String, columns: Int) { #expect(DisplayWidth.of(text) == columns) }
}
