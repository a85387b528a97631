/// What one part of a process hands over: under its own name and version, in bytes that only that part reads.
package struct Section: Hashable {
    package let name: String
    /// Of the form of its bytes: a reader takes this one and older ones. What is put at the end of a record needs no new version.
    package let version: UInt64
    package let bytes: [UInt8]

    package init(_ name: String, version: UInt64, _ fill: (inout RecordWriter) -> Void) {
        self.name = name
        self.version = version
        var writer = RecordWriter()
        fill(&writer)
        bytes = writer.bytes
    }
}

/// Sections in the order in which they were written, each of them once.
package struct Sections {
    /// The newest form of sections that is known. (Programs before sections had the versions 1 and 2.)
    package static let version: UInt64 = 3
    /// What they begin with: no older program began so.
    private static let mark: UInt8 = 0

    private var byName: [String: (version: UInt64, bytes: ArraySlice<UInt8>)] = [:]

    /// Whether bytes are sections, or what an older program wrote.
    package static func areThese(_ bytes: [UInt8]) -> Bool { bytes.first == mark }

    package static func bytes(of sections: [Section]) -> [UInt8] {
        var writer = RecordWriter()
        for section in sections {
            writer.put(section.name)
            writer.put(section.version)
            writer.put(section.bytes)
        }
        writer.put("")
        writer.put(UInt64(sections.count))
        return [mark, UInt8(version)] + writer.bytes
    }

    /// - Parameter known: the sections that this program reads, with their newest versions.
    /// - Throws: `HandoverError` if they are not whole, or one is there twice, is not known or is of a newer version.
    package init(_ bytes: [UInt8], known: [String: UInt64]) throws(HandoverError) {
        var reader = RecordReader(bytes)
        guard try reader.byte() == Sections.mark else { throw HandoverError("it does not begin as it should") }
        let version = try reader.number()
        guard version == Sections.version else {
            throw HandoverError("it is of version \(version), and this program reads \(Sections.version)")
        }
        while case let name = try reader.string(), !name.isEmpty {
            let version = try reader.number()
            guard let newest = known[name] else {
                throw HandoverError("it has a section \(name.prefix(40)), which this program does not know")
            }
            guard version <= newest else {
                throw HandoverError("its \(name) is of version \(version), and this program reads \(newest)")
            }
            guard byName.updateValue((version, try reader.slice()), forKey: name) == nil else {
                throw HandoverError("its \(name) is there twice")
            }
        }
        guard try reader.number() == UInt64(byName.count) else { throw HandoverError("sections are missing") }
        guard reader.isAtEnd else { throw HandoverError("it goes on after its end") }
    }

    /// Reads a section to its end.
    /// - Returns: nil if there is none of that name.
    package func read<Value>(
        _ name: String, _ body: (inout RecordReader, _ version: UInt64) throws(HandoverError) -> Value
    ) throws(HandoverError) -> Value? {
        guard let (version, bytes) = byName[name] else { return nil }
        var reader = RecordReader(bytes)
        let value = try body(&reader, version)
        guard reader.isAtEnd else { throw HandoverError("its \(name) goes on after its end") }
        return value
    }
}
