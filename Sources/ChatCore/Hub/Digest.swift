/// What a part of shared state comes to, as a number. The digest of all of it is a sum of such numbers, so a change takes one out and puts
/// another in, however much there is.
///
/// It finds out that two hubs differ, by a fault; it does not stop who means to deceive.
package struct Digest {
    /// What it is of, so that equal numbers of different things differ.
    package enum Kind: UInt64 {
        case state = 1
        case person, generation, freePerson, room, roomID, topic, roster, freeRoom, said, nonce, rules, account,
            accounts, retired, serverBans, line, joining, report, marker, letter, presence, log, token, loss
    }

    private var state: UInt64

    package init(of kind: Kind) {
        state = kind.rawValue &* 0x9E37_79B9_7F4A_7C15
    }

    /// Of two numbers.
    static func value(of kind: Kind, _ first: Int, _ second: Int) -> UInt64 {
        var digest = Digest(of: kind)
        digest.mix(first)
        digest.mix(second)
        return digest.value
    }

    /// As David Stafford's Mix13 ends a hash.
    package var value: UInt64 {
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    @inline(__always)
    private mutating func mix(_ word: UInt64) {
        state = (state ^ word) &* 0x9FB2_1C65_1E98_DF25
        state ^= state >> 32
    }

    @inline(__always)
    package mutating func mix(_ number: Int64) {
        mix(UInt64(bitPattern: number))
    }

    @inline(__always)
    mutating func mix(_ number: Int) {
        mix(UInt64(bitPattern: Int64(number)))
    }

    @inline(__always)
    mutating func mix(_ person: PersonID) {
        mix(UInt64(person.generation) << 32 | UInt64(person.slot))
    }

    mutating func mix(_ text: String) {
        var text = text
        text.withUTF8 { mix(UnsafeRawBufferPointer($0)) }
    }

    package mutating func mix(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { mix($0) }
    }

    private mutating func mix(_ bytes: UnsafeRawBufferPointer) {
        mix(UInt64(bytes.count))
        guard var next = bytes.baseAddress else { return }
        let end = next + (bytes.count & ~7)
        while next < end {
            mix(next.loadUnaligned(as: UInt64.self))
            next += 8
        }
        guard bytes.count & 7 != 0 else { return }
        var tail: UInt64 = 0
        for byte in bytes[(bytes.count & ~7)...] { tail = tail << 8 | UInt64(byte) }
        mix(tail)
    }
}
