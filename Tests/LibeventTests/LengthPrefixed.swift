import Testing

@testable import Libevent

/// Units of four bytes that tell a length, and of as many bytes. Test only: it proves that a connection carries such units.
final class LengthPrefixed {
    private(set) var units: [[UInt8]] = []
    private var isLength = true

    func begin(on connection: LineConnection) {
        connection.expect(bytes: 4)
    }

    func take(_ event: LineConnection.Event, of connection: LineConnection) {
        switch event {
        case .bytes(let bytes) where isLength && bytes.contains { $0 != 0 }:
            isLength = false
            connection.expect(bytes: bytes.reduce(0) { $0 << 8 | Int($1) })
        case .bytes(let bytes):
            units.append(isLength ? [] : Array(bytes))
            isLength = true
            connection.expect(bytes: 4)
        case .line, .lineTooLong, .flooded: Issue.record("\(event)")
        default: break
        }
    }

    static func encoded(_ unit: [UInt8]) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: unit.count >> $0) } + unit
    }

    /// Where the unit ends that has the byte at a place, as `LineConnection.outputUnitEnd` asks.
    static func end(in bytes: UnsafeRawBufferPointer, at place: Int) -> Int {
        var end = 0
        while end <= place, end + 4 <= bytes.count { end += 4 + bytes[end..<end + 4].reduce(0) { $0 << 8 | Int($1) } }
        return end
    }
}
