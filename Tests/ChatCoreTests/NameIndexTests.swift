import TestSupport
import Testing

@testable import ChatCore

/// It finds what a dictionary would, whatever comes and goes.
@Suite struct NameIndexTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func findsWhatADictionaryWould(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var (index, names) = (NameIndex(capacity: generator.below(3) * 20), [AccountID: String]())
        for number in 1...UInt32(2_000) {
            let name = "name\(generator.below(300))"
            if let old = names.first(where: { $0.value == name })?.key {
                #expect(index.find(name) { names[$0] } == old)
                index.remove(name) { names[$0] }
                names[old] = nil
            } else {
                let id = AccountID(number: number)
                names[id] = name
                index.insert(id, as: name) { names[$0] }
            }
            #expect(index.find(name) { names[$0] } == names.first { $0.value == name }?.key)
        }
        for (id, name) in names { #expect(index.find(name) { names[$0] } == id) }
        #expect(names.count > 50)
        #expect(index.find("nobody") { names[$0] } == nil)
    }

    @Test func nothingIsFoundInAnEmptyOne() {
        var index = NameIndex()
        #expect(index.find("ann") { _ in nil } == nil)
        index.remove("ann") { _ in nil }
        #expect(index.find("ann") { _ in nil } == nil)
    }
}
