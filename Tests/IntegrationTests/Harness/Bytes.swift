import Glibc

/// Bytes as they are shown in a failure: text as it is, the rest escaped in the way of the transcripts.
func shown(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    if let text = String(validating: bytes, as: UTF8.self),
        text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    {
        return text.replacing("\\", with: "\\\\")
    }
    return bytes.map { byte in
        switch byte {
        case UInt8(ascii: "\n"): "\\n"
        case UInt8(ascii: "\r"): "\\r"
        case UInt8(ascii: "\\"): "\\\\"
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
