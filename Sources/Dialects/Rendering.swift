import ChatCore

/// How events are written for one kind of reader. It knows nothing of a session, and is shared by all who have its id.
public protocol Rendering: Hashable, Sendable {
    /// Appends the lines of an event, ends included.
    /// - Parameters:
    ///   - isElsewhere: the reader's current room is another one.
    ///   - zone: of the times that people are shown, in seconds east of UTC.
    func append(_ event: Event, isElsewhere: Bool, zone: Int64, to lines: ByteBuffer)
}

/// All renderings that are in use, by their ids.
public final class Renderings {
    /// Those of the line protocol have fixed ids (`LineForm.rendering`).
    private var all: [any Rendering] = LineForm.all

    public init() {}

    @usableFromInline
    subscript(id: RenderingID) -> any Rendering { all[Int(id.rawValue)] }

    /// Appends the lines of an event in one of them. Those of the line protocol are told by their ids, and need not be looked up.
    @inlinable
    public func append(_ event: Event, in id: RenderingID, isElsewhere: Bool, zone: Int64, to lines: ByteBuffer) {
        if Int(id.rawValue) < LineForm.renderings {
            LineForm(id).append(event, isElsewhere: isElsewhere, zone: zone, to: lines)
        } else {
            self[id].append(event, isElsewhere: isElsewhere, zone: zone, to: lines)
        }
    }

    /// The id of a rendering, which is given one if it is new.
    /// - Parameter isInUse: whether somebody still reads in a form. It is asked where all ids are taken: those of forms that nobody reads in
    ///   any more, as of a server of another name, are given anew.
    /// - Returns: nil where all ids are taken by who reads.
    public func intern<New: Rendering>(
        _ rendering: New, isInUse: (RenderingID) -> Bool = { _ in true }
    ) -> RenderingID? {
        if let index = all.firstIndex(where: { $0 as? New == rendering }) { return RenderingID(rawValue: UInt8(index)) }
        if all.count < RenderingID.capacity {
            all.append(rendering)
            return RenderingID(rawValue: UInt8(all.count - 1))
        }
        let ids = (LineForm.renderings..<all.count).lazy.map { RenderingID(rawValue: UInt8($0)) }
        guard let free = ids.first(where: { !isInUse($0) }) else { return nil }
        all[Int(free.rawValue)] = rendering
        return free
    }
}
