import ChatCore

/// How a session of the line protocol is written to.
public struct LineForm: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// For programs: answers are tagged, and events have fields.
    public static let wire = LineForm(rawValue: 1)
    /// Lines name their room, as it is not the reader's current one. It is set for one line at a time, and no rendering has it.
    public static let elsewhere = LineForm(rawValue: 2)
    /// Lines for people start with the time.
    public static let timestamps = LineForm(rawValue: 4)
    /// Lines end in CR LF.
    public static let crlf = LineForm(rawValue: 8)
    /// Each line is a message of a WebSocket, and has no end.
    public static let framed = LineForm(rawValue: 16)

    public init(_ rendering: RenderingID) {
        let bits = rendering.rawValue
        self.init(rawValue: bits & 1 | (bits & 14) << 1)
    }

    /// Its rendering, among all that there are.
    public var rendering: RenderingID { RenderingID(rawValue: rawValue & 1 | (rawValue >> 1) & 14) }

    /// What the hub is told of it.
    public var reading: Reading {
        Reading(rendering: rendering, marksRooms: !contains(.wire), isShownRooms: !contains(.wire))
    }

    /// How many have renderings, whose ids are the first.
    @usableFromInline static var renderings: Int { 16 }

    /// Those that have renderings, by their ids.
    static let all: [LineForm] = (0..<renderings).map { LineForm(RenderingID(rawValue: UInt8($0))) }
}

extension LineForm: Rendering {
    public func append(_ event: Event, isElsewhere: Bool, zone: Int64, to lines: ByteBuffer) {
        let start = lines.count
        Renderer(offset: zone).append(event, for: isElsewhere ? union(.elsewhere) : self, to: lines)
        if contains(.framed) { lines.frameLines(from: start, as: .text) }
    }
}
