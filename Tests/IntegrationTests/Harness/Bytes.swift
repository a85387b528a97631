import Glibc

// The harness is built without optimisation, and megabytes go through it: what is done to each byte is left to the C library.

/// Where the byte stands first.
func firstIndex(of byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress, let found = memchr(base, Int32(byte), buffer.count) else { return nil }
        return bytes.startIndex + base.distance(to: UnsafeRawPointer(found))
    }
}

/// Whether there is nothing in it that needs a closer look: no control but LF, no 0x7F, no IAC, and no lead byte of C1 controls.
func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
    let suspects: [UInt8] = Array(1...9) + Array(11...31) + [0x7F, 0xC2, 0xFF, 0]
    let terminated = Array(bytes) + [0]
    return terminated.withUnsafeBytes { buffer in
        suspects.withUnsafeBytes { set in
            guard let text = buffer.baseAddress, let set = set.baseAddress else { return true }
            let span = strcspn(text.assumingMemoryBound(to: CChar.self), set.assumingMemoryBound(to: CChar.self))
            return span == buffer.count - 1
        }
    }
}

/// Bytes as they are shown in a failure: text as it is, the rest escaped in the way of the transcripts.
func shown(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    if isPlain(bytes), let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(UInt8(ascii: "\n")) {
        return text
    }
    if let text = String(validating: bytes, as: UTF8.self),
        text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    {
        return text
    }
    return bytes.map { byte in
        switch byte {
        case UInt8(ascii: "\n"): "\\n"
        case UInt8(ascii: "\r"): "\\r"
        case 0x20...0x7E: String(UnicodeScalar(byte))
        default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }.joined()
}

/// The same, cut where a failure would be all about it.
func brief(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    return bytes.count <= 200 ? shown(bytes) : shown(bytes.prefix(200)) + "… (\(bytes.count) bytes)"
}

/// The system's words for an error number.
func errorText(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
}
