/// A client's side of a WebSocket (RFC 6455) that is as cheap as can be: its load must not be what is measured.
public final class LoadFrames {
    /// The answer to the request has come.
    private var isOpen = false

    public init() {}

    public static let request =
        "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"

    private static let mask: [UInt8] = [0x5A, 0xC3, 0x3C, 0xA5]

    /// Whole lines, each of up to 125 bytes, as frames of a client.
    public static func framed(_ lines: UnsafeRawBufferPointer) -> [UInt8] {
        var frames: [UInt8] = []
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            precondition(line.count <= 125, "a line of the load is short")
            frames += [0x81, 0x80 | UInt8(line.count)] + mask
            for (index, byte) in line.enumerated() { frames.append(byte ^ mask[index & 3]) }
        }
        return frames
    }

    /// Hands on the messages of what came, which are lines without an end.
    /// - Returns: how many bytes were taken: the rest is the beginning of a frame; nil: it is over.
    public func take(_ bytes: UnsafeRawBufferPointer, _ line: (UnsafeRawBufferPointer) -> Void) -> Int? {
        var start = 0
        if !isOpen {
            guard let end = bytes.firstRange(of: "\r\n\r\n".utf8) else { return 0 }
            guard bytes.starts(with: "HTTP/1.1 101 ".utf8) else { return nil }
            isOpen = true
            start = end.upperBound
        }
        while bytes.count - start >= 2 {
            let length = bytes[start + 1]
            let head = length == 126 ? 4 : 2
            // No line of a server has more than 65,535 bytes.
            guard length <= 126 else { return nil }
            guard bytes.count - start >= head else { break }
            let size = head == 2 ? Int(length) : Int(bytes[start + 2]) << 8 | Int(bytes[start + 3])
            guard bytes.count - start >= head + size else { break }
            switch bytes[start] {
            case 0x81: line(UnsafeRawBufferPointer(rebasing: bytes[(start + head)..<(start + head + size)]))
            // Signs of life that nobody awaits an answer to while the load runs.
            case 0x89, 0x8A: break
            default: return nil
            }
            start += head + size
        }
        return start
    }
}
