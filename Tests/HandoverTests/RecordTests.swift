import Testing

@testable import Handover

@Suite struct RecordTests {
    @Test(arguments: [0, 1, -1, 63, 64, -64, -65, 127, 128, Int64.max, Int64.min, 1_795_000_000_000_000])
    func numbers(_ number: Int64) throws {
        var writer = RecordWriter()
        writer.put(number)
        writer.put(UInt64(bitPattern: number))
        var reader = RecordReader(writer.bytes)
        #expect(try reader.signed() == number)
        #expect(try reader.number() == UInt64(bitPattern: number))
        #expect(reader.isAtEnd)
    }

    @Test func numbersThatAreNone() {
        for bytes: [UInt8] in [
            [], [0x80], Array(repeating: 0xFF, count: 10), Array(repeating: 0x80, count: 12) + [1],
            Array(repeating: 0xFF, count: 9) + [2],
        ] {
            #expect(throws: HandoverError.self) {
                var reader = RecordReader(bytes)
                _ = try reader.number()
            }
        }
    }

    @Test func aListThatLies() {
        var writer = RecordWriter()
        writer.put(UInt64.max)
        #expect(throws: HandoverError.self) {
            var reader = RecordReader(writer.bytes)
            _ = try reader.list { reader throws(HandoverError) in try reader.flag() }
        }
        #expect(throws: HandoverError.self) {
            var reader = RecordReader(writer.bytes)
            _ = try reader.text()
        }
    }

    /// A newer version puts more at the end of a record, at any level, and this one passes over it.
    @Test func moreThanIsKnown() throws {
        var writer = RecordWriter()
        writer.records([1, 2]) { record, number in
            record.put(number)
            record.record { inner in
                inner.put("known")
                inner.put("more")
            }
            record.put("more")
        }
        writer.put("behind")
        var reader = RecordReader(writer.bytes)
        let read = try reader.records { record throws(HandoverError) in
            (try record.integer(Int.self), try record.record { inner throws(HandoverError) in try inner.string() })
        }
        #expect(read.map(\.0) == [1, 2] && read.map(\.1) == ["known", "known"])
        #expect(try reader.string() == "behind" && reader.isAtEnd)
    }

    @Test func aRecordCutOffAnywhere() {
        var writer = RecordWriter()
        writer.record { $0.put("text") }
        for count in 0..<writer.bytes.count {
            #expect(throws: HandoverError.self, "\(count) bytes") {
                var reader = RecordReader(writer.bytes[..<count])
                _ = try reader.record { record throws(HandoverError) in try record.string() }
            }
        }
    }

    /// A record does not read what is behind its end.
    @Test func aRecordThatIsTooShort() {
        var writer = RecordWriter()
        writer.record { $0.put(true) }
        writer.put("text")
        #expect(throws: HandoverError("it is cut off")) {
            var reader = RecordReader(writer.bytes)
            _ = try reader.record { record throws(HandoverError) in (try record.flag(), try record.flag()) }
        }
    }
}
