import TestSupport
import Testing

@testable import ChatCore

@Suite("Masks")
struct MaskTests {
    /// Dialects call it `unknown`: so are all who come from this machine.
    @Test(
        "nobody is banned by the name of a host of which nothing is known",
        arguments: [
            "mask:*!*@unknown", "mask:*!~u@unknown", "mask:*!*@unk*", "mask:*!*@?*", "host:unknown", "host:u*",
        ])
    func unknownHosts(_ text: String) throws {
        let subject = try #require(MaskSubject(text))
        let party = Party()
        let ann = try #require(party.hub.local.sessions[party.newcomer("ann")])
        #expect(!subject.matches(MaskIdentity(ann.person)))
    }

    @Test(arguments: ["account:ann", "host:c-k3f*", "nick:*", "nick:a?c", "mask:*!*@c-x", "mask:a*!~line@*"])
    func subjects(_ text: String) {
        #expect(MaskSubject(text)?.description == text)
        #expect(MaskSubject(text.uppercased())?.description == text)
    }

    @Test(
        arguments: [
            "", ":", "nick:", "ann", "account:a*", "account:9", "host:a b", "host:a,b", "nick:a!b", "nick:a:b",
            "nick:é",
            "mask:a", "mask:a@b", "mask:a!b", "mask:a@b!c", "mask:a!b!c@d", "mask:a!b@c@d", "mask:a!b@c=d",
            "net:10.0.0.0/8",
            "nick:" + String(repeating: "n", count: MaskSubject.maximumLength),
        ])
    func noSubjects(_ text: String) {
        #expect(MaskSubject(text) == nil)
    }

    @Test func matching() {
        let matches: [(String, String)] = [
            ("", ""), ("*", ""), ("*", "a"), ("a*", "a"), ("a*", "abc"), ("*c", "abc"), ("a?c", "abc"), ("*b*", "abc"),
            ("a*b*c", "a-b-b-c"), ("*?", "a"), ("**a", "ba"), ("ABC", "abc"),
        ]
        for (pattern, text) in matches { #expect(Glob(pattern).matches(Array(text.utf8)), "\(pattern) \(text)") }
        let others: [(String, String)] = [
            ("", "a"), ("?", ""), ("a", "ab"), ("ab", "a"), ("a?c", "ac"), ("*b", "abc"), ("b*", "abc"),
            ("a*b*c", "acb"),
        ]
        for (pattern, text) in others { #expect(!Glob(pattern).matches(Array(text.utf8)), "\(pattern) \(text)") }
    }

    @Test("matching does as a simple definition does", arguments: 1...20)
    func definition(seed: UInt64) {
        func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
            guard let first = pattern.first else { return text.isEmpty }
            if first == UInt8(ascii: "*") {
                return matches(pattern.dropFirst(), text) || (!text.isEmpty && matches(pattern, text.dropFirst()))
            }
            guard let letter = text.first, first == letter || first == UInt8(ascii: "?") else { return false }
            return matches(pattern.dropFirst(), text.dropFirst())
        }
        var generator = SplitMix64(seed: seed)
        func draw(_ letters: String, _ count: Int) -> [UInt8] {
            (0..<generator.below(count)).map { _ in generator.pick(Array(letters.utf8)) }
        }
        for _ in 0..<500 {
            let (pattern, text) = (draw("ab*?", 9), draw("ab", 12))
            #expect(
                Glob(String(decoding: pattern, as: UTF8.self)).matches(text) == matches(pattern[...], text[...]),
                "\(pattern) \(text)")
        }
    }

    /// Going back to each `*` would take years.
    @Test func manyStars() {
        let glob = Glob(String(repeating: "*a", count: 45) + "b")
        #expect(!glob.matches(Array(repeating: UInt8(ascii: "a"), count: 100)))
    }
}
