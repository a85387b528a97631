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
}
