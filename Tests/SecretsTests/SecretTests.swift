import Secrets
import Testing

@Suite struct SecretTests {
    @Test func itLendsWhatItWasGiven() {
        let secret = Secret("hunter22".utf8)
        #expect(secret.count == 8)
        #expect(secret.withBytes { Array($0) } == Array("hunter22".utf8))
        #expect(Secret([]).withBytes { Array($0) }.isEmpty)
    }

    @Test func noTextOfItSaysWhatItIs() {
        #expect(!"\(Secret("hunter22".utf8))".contains("hunter"))
        var dumped = ""
        dump(Secret("hunter22".utf8), to: &dumped)
        #expect(!dumped.contains("hunter"))
    }

    @Test func wipingLeavesZeros() {
        var bytes = Array("hunter22".utf8)
        bytes.withUnsafeMutableBytes { Secret.wipe($0) }
        #expect(bytes == [UInt8](repeating: 0, count: 8))
        Secret.wipe(&bytes)
        #expect(bytes.isEmpty)
        Secret.wipe(&bytes)
        Secret.wipe(UnsafeMutableRawBufferPointer(start: nil, count: 0))
    }

    @Test func twoAreTheSameIfTheirBytesAre() {
        #expect(Secret("hunter22".utf8) == Secret("hunter22".utf8))
        #expect(Secret("hunter22".utf8) != Secret("hunter23".utf8))
        #expect(Secret("hunter22".utf8) != Secret("hunter2".utf8))
        #expect(Secret([]) == Secret([]))
        #expect(Secret("hunter22".utf8).hashValue == Secret("hunter22".utf8).hashValue)
    }

    /// What is one word for the one side says the same to the other.
    @Test(arguments: ["hunter22", "correct horse", " ", "", "hex:", "hex:6f", "hex: ", "pässword 22", "a\0 \u{FF}"])
    func itIsAWord(text: String) {
        let word = Secret(text.utf8).asWord.withBytes { Array($0) }
        #expect(!word.contains(UInt8(ascii: " ")))
        #expect(Secret(word: word[...]) == Secret(text.utf8))
    }

    @Test func onlyWhatWouldBeReadOtherwiseIsSpelled() {
        #expect(Secret("hunter22".utf8).asWord == Secret("hunter22".utf8))
        #expect(Secret("a b".utf8).asWord == Secret("hex:612062".utf8))
    }
}
