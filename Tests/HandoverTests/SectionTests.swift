import Testing

@testable import Handover

@Suite struct SectionTests {
    private let sections = [
        Section("chairs", version: 2) { $0.record { $0.put("red") } }, Section("tables", version: 1) { _ in },
    ]

    @Test func theyComeBack() throws {
        let bytes = Sections.bytes(of: sections)
        #expect(Sections.areThese(bytes) && !Sections.areThese([2, 4, 2, 0]))
        let read = try Sections(bytes, known: ["chairs": 3, "tables": 1, "lamps": 1])
        let chairs = try read.read("chairs") { reader, version throws(HandoverError) in
            (try reader.record { record throws(HandoverError) in try record.string() }, version)
        }
        #expect(chairs?.0 == "red" && chairs?.1 == 2)
        #expect(try read.read("tables") { _, version throws(HandoverError) in version } == 1)
        #expect(try read.read("lamps") { _, version throws(HandoverError) in version } == nil)
    }

    @Test func cutOffAnywhere() {
        let bytes = Sections.bytes(of: sections)
        for count in 0..<bytes.count {
            #expect(throws: HandoverError.self, "\(count) bytes") {
                _ = try Sections(Array(bytes[..<count]), known: ["chairs": 2, "tables": 1])
            }
        }
        #expect(throws: HandoverError("it goes on after its end")) {
            _ = try Sections(bytes + [0], known: ["chairs": 2, "tables": 1])
        }
    }

    @Test func whatIsNotKnown() {
        func refusal(_ bytes: [UInt8], _ known: [String: UInt64]) -> String? {
            do throws(HandoverError) {
                _ = try Sections(bytes, known: known)
                return nil
            } catch {
                return error.description
            }
        }
        let bytes = Sections.bytes(of: sections)
        #expect(refusal(bytes, ["chairs": 2]) == "it has a section tables, which this program does not know")
        #expect(
            refusal(bytes, ["chairs": 1, "tables": 1])
                == "its chairs is of version 2, and this program reads 1")
        #expect(
            refusal(Sections.bytes(of: sections + sections), ["chairs": 2, "tables": 1]) == "its chairs is there twice")
        #expect(refusal([0, 4] + bytes.dropFirst(2), [:]) == "it is of version 4, and this program reads 3")
    }
}

/// What two programs say of themselves before anything is handed over.
@Suite struct HelloTests {
    private let ours = HandoverProgram(version: "7.1", sections: ["chairs": 2, "tables": 1])

    private func hello(of theirs: HandoverProgram) throws {
        let (one, other) = try HandoverChannel.pair()
        try other.sayHello(theirs)
        try one.hearHello(ours)
    }

    @Test func anotherThatReadsMore() throws {
        try hello(of: ours)
        try hello(of: HandoverProgram(version: "8", sections: ["chairs": 3, "tables": 1, "lamps": 1]))
    }

    @Test func anotherThatReadsLess() {
        #expect(
            throws: HandoverError("partylined 6 does not read version 2 of chairs, which this one writes")
        ) { try hello(of: HandoverProgram(version: "6", sections: ["chairs": 1, "tables": 1])) }
        #expect(
            throws: HandoverError("partylined 6 does not read version 1 of tables, which this one writes")
        ) { try hello(of: HandoverProgram(version: "6", sections: ["chairs": 2])) }
    }

    /// Its hello has its version of the whole form, and nothing behind its name.
    @Test func anotherBeforeSections() throws {
        let (one, other) = try HandoverChannel.pair()
        var writer = RecordWriter()
        writer.put("partyline-handover")
        writer.put(UInt64(2))
        writer.put("5.9")
        try other.send(.hello, writer.bytes)
        #expect(
            throws: HandoverError("partylined 5.9 reads handovers up to version 2, and this one writes 3")
        ) { try one.hearHello(ours) }
    }
}
