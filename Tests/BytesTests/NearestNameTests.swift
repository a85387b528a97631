import Bytes
import Testing

@Suite("Nearest names")
struct NearestNameTests {
    @Test("a name is the nearest to itself; of equals the first; of none none")
    func nearestOf() {
        let names = ["kitchen", "garden", "attic"]
        for name in names { #expect(nearest(to: name, among: names) == name) }
        #expect(nearest(to: "ab", among: ["ac", "ad"]) == "ac")
        #expect(nearest(to: "ab", among: []) == nil)
    }

    @Test("a short word is near to what differs by one letter alone")
    func short() {
        #expect(nearest(to: "foo", among: ["op", "me", "who"]) == nil)
        #expect(nearest(to: "nik", among: ["nick", "kick"]) == "nick")
        #expect(nearest(to: "mgs", among: ["msg"]) == "msg")
        #expect(nearest(to: "jonn", among: ["join"]) == "join")
    }
}
