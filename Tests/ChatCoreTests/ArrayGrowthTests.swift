import Testing

@testable import ChatCore

@Suite("The growth of arrays")
struct ArrayGrowthTests {
    @Test("what is appended sparingly leaves little unused, and seldom moves")
    func sparingly() {
        var array: [UInt32] = []
        var moves = 0
        for number in 0..<100_000 {
            let before = array.capacity
            array.appendSparingly(UInt32(number))
            if array.capacity != before { moves += 1 }
        }
        #expect(array == Array(0..<100_000))
        #expect(array.capacity < 126_000)
        #expect(moves < 60)
    }
}
