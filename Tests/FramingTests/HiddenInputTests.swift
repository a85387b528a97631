import Testing

@testable import Framing

private let iac: UInt8 = 255
private let (will, wont, `do`, dont): (UInt8, UInt8, UInt8, UInt8) = (251, 252, 253, 254)
private let echo: UInt8 = 1
/// IAC DO BINARY, which follows on the first IAC.
private let binaryRequest: [UInt8] = [iac, `do`, 0]

extension TelnetDecoder {
    /// What is answered to these bytes.
    fileprivate mutating func answers(to bytes: [UInt8]) -> [UInt8] {
        var (text, answers): ([UInt8], [UInt8]) = ([], [])
        _ = bytes.withUnsafeBytes { decode($0, at: 0, text: &text, answers: &answers) }
        return answers
    }
}

/// RFC 857: who says WILL ECHO has the other side show nothing itself.
@Suite struct HiddenInputTests {
    @Test func eachIsSaidOnce() {
        var decoder = TelnetDecoder()
        #expect(decoder.hideInput(false) == [])
        #expect(decoder.hideInput(true) == [iac, will, echo])
        #expect(decoder.hideInput(true) == [])
        #expect(decoder.hidesInput)
        #expect(decoder.hideInput(false) == [iac, wont, echo])
        #expect(decoder.hideInput(false) == [])
        #expect(!decoder.hidesInput)
    }

    @Test func anAnswerIsNotAnswered() {
        var decoder = TelnetDecoder()
        _ = decoder.hideInput(true)
        #expect(decoder.answers(to: [iac, `do`, echo]) == binaryRequest)
        // As it is so already (RFC 854).
        #expect(decoder.answers(to: [iac, `do`, echo]) == [])
        _ = decoder.hideInput(false)
        #expect(decoder.answers(to: [iac, dont, echo]) == [])
        // It asks by itself.
        #expect(decoder.answers(to: [iac, `do`, echo]) == [iac, wont, echo])
    }

    /// Its answer to the offer may cross what takes the offer back.
    @Test func anAnswerMayComeLate() {
        var decoder = TelnetDecoder()
        _ = decoder.answers(to: [iac, 241])
        for _ in 0..<2 {
            _ = decoder.hideInput(true)
            _ = decoder.hideInput(false)
        }
        #expect(decoder.answers(to: [iac, `do`, echo, iac, dont, echo]) == [])
        #expect(decoder.answers(to: [iac, `do`, echo]) == [iac, wont, echo])
    }

    @Test func itMayRefuse() {
        var decoder = TelnetDecoder()
        _ = decoder.hideInput(true)
        #expect(decoder.answers(to: [iac, dont, echo]) == binaryRequest)
        #expect(decoder.hideInput(false) == [iac, wont, echo])
        #expect(decoder.answers(to: [iac, `do`, echo]) == [iac, wont, echo])
    }

    /// One who knows no telnet answers nothing, however often it is asked.
    @Test func silenceIsNoMatter() {
        var decoder = TelnetDecoder()
        for _ in 0..<100 {
            #expect(decoder.hideInput(true) == [iac, will, echo])
            #expect(decoder.hideInput(false) == [iac, wont, echo])
        }
        #expect(decoder.answers(to: Array("hello\n".utf8)) == [])
    }

    @Test func anotherDecoderGoesOn() throws {
        for isHidden in [true, false] {
            var decoder = TelnetDecoder()
            _ = decoder.hideInput(true)
            _ = decoder.hideInput(isHidden)
            var next = try #require(TelnetDecoder(snapshot: decoder.snapshot))
            #expect(next.hidesInput == isHidden)
            #expect(next.snapshot == decoder.snapshot)
            #expect(next.answers(to: [iac, `do`, echo]) == binaryRequest)
        }
    }
}
