import BenchSupport
import Testing

@Suite struct LoadLineTests {
    let format = LoadLine()

    func parse(_ bytes: [UInt8]) -> (speaker: Int, sequence: Int)? {
        bytes.withUnsafeBytes { format.parse(UnsafeRawBufferPointer(rebasing: $0.dropLast())) }
    }

    @Test(arguments: [(0, 0), (12, 345), (99_999, 9_999_999)])
    func aLineTellsItsSpeakerAndNumber(speaker: Int, sequence: Int) throws {
        let line = format.bytes(speaker: speaker, sequence: sequence)
        #expect(line.count == 100)
        #expect(line.last == UInt8(ascii: "\n"))
        #expect(String(decoding: line, as: UTF8.self).hasPrefix("<\(LoadLine.nick(speaker))> "))
        let parsed = try #require(parse(line))
        #expect(parsed == (speaker, sequence))
    }

    @Test func aNumberIsWrittenInPlace() {
        var line = format.bytes(speaker: 3, sequence: 0)
        LoadLine.write(sequence: 1_234_567, into: &line, at: LoadLine.prefixLength)
        #expect(line == format.bytes(speaker: 3, sequence: 1_234_567))
        var text = Array(format.bytes(speaker: 3, sequence: 0).dropFirst(LoadLine.prefixLength))
        LoadLine.write(sequence: 98, into: &text, at: 0)
        #expect(text == Array(format.bytes(speaker: 3, sequence: 98).dropFirst(LoadLine.prefixLength)))
    }

    @Test func anyChangedByteIsNoticed() {
        let line = format.bytes(speaker: 7, sequence: 42)
        for place in 0..<99 {
            var changed = line
            changed[place] ^= 1
            #expect(parse(changed).map { $0 == (7, 42) } != true, "byte \(place)")
        }
        #expect(parse(Array(line.dropFirst())) == nil)
        #expect(parse(Array(line.dropLast())) == nil)
        #expect(parse([UInt8(ascii: "\n")]) == nil)
    }
}

@Suite struct DeliveryCheckTests {
    @Test func eachLineOnceInOrderAtAllOthersIsRight() throws {
        var check = DeliveryCheck(clients: 6, rooms: 2, speakersPerRoom: 2)
        for sequence in 0..<3 {
            for room in 0..<2 {
                for speaker in [room * 3, room * 3 + 1] {
                    for recipient in (room * 3)..<(room * 3 + 3) where recipient != speaker {
                        try check.arrived(speaker: speaker, sequence: sequence, at: recipient)
                    }
                }
            }
        }
        #expect(check.arrivals == check.expectedArrivals(linesPerSpeaker: 3))
    }

    @Test func whatIsWrongIsNamed() throws {
        var check = DeliveryCheck(clients: 6, rooms: 2, speakersPerRoom: 2)
        try check.arrived(speaker: 0, sequence: 0, at: 2)
        #expect(throws: DeliveryCheck.Fault.outOfOrder(speaker: 0, at: 2, expected: 1, got: 0)) {
            try check.arrived(speaker: 0, sequence: 0, at: 2)
        }
        #expect(throws: DeliveryCheck.Fault.outOfOrder(speaker: 0, at: 2, expected: 1, got: 2)) {
            try check.arrived(speaker: 0, sequence: 2, at: 2)
        }
        #expect(throws: DeliveryCheck.Fault.ownLine(1)) { try check.arrived(speaker: 1, sequence: 0, at: 1) }
        #expect(throws: DeliveryCheck.Fault.otherRoom(1, at: 3)) { try check.arrived(speaker: 1, sequence: 0, at: 3) }
        #expect(throws: DeliveryCheck.Fault.unknownSpeaker(2, at: 0)) {
            try check.arrived(speaker: 2, sequence: 0, at: 0)
        }
        #expect(throws: DeliveryCheck.Fault.unknownSpeaker(6, at: 0)) {
            try check.arrived(speaker: 6, sequence: 0, at: 0)
        }
        #expect(check.arrivals == 1)
    }
}

@Suite struct FigureTests {
    @Test func percentilesAreWithinTwoPercent() throws {
        var histogram = Histogram()
        #expect(histogram.percentile(0.5) == nil)
        for value in 1...100_000 { histogram.record(UInt64(value)) }
        for share in [0.01, 0.5, 0.99, 1.0] {
            let found = try #require(histogram.percentile(share))
            #expect(abs(Double(found) / (share * 100_000) - 1) < 0.02, "\(share): \(found)")
        }
        histogram.record(UInt64.max)
        histogram.record(0)
        #expect(histogram.total == 100_002)
    }

    @Test func smallDurationsAreExact() {
        for value: UInt64 in 0..<128 {
            var histogram = Histogram()
            histogram.record(value)
            #expect(histogram.percentile(0.5) == value)
        }
    }

    @Test func theMedianIsTheMiddle() {
        #expect([Double]().median == nil)
        #expect([3.0, 1, 2].median == 2)
        #expect([4.0, 1, 2, 3].median == 2.5)
    }

    @Test(arguments: [
        (0.0, 0, "0"), (999.4, 0, "999"), (1_234_567, 0, "1,234,567"), (1.045, 1, "1.0"), (-1_000.25, 2, "-1,000.25"),
        (-0.001, 1, "0.0"), (.nan, 0, "?"),
    ])
    func figuresAreGrouped(value: Double, digits: Int, text: String) { #expect(figure(value, digits: digits) == text) }

    @Test func aTableIsAligned() {
        var table = TextTable(header: ["what", "ms"])
        table.add(["a", "1,000"])
        #expect(table.text == "| what |    ms |\n|------|------:|\n| a    | 1,000 |")
    }
}
