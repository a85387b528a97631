import ChatCore
import Dialects

/// A fuzzer's bytes, taken from the front as choices. Once they are used up every choice is the first of its kind.
struct FuzzedData {
    private(set) var left: Slice<UnsafeRawBufferPointer>

    init(_ bytes: UnsafeRawBufferPointer) {
        left = bytes[...]
    }

    var isEmpty: Bool { left.isEmpty }

    mutating func byte() -> UInt8 {
        left.popFirst() ?? 0
    }

    /// From 0 to `bound - 1`; `bound` is at most 256.
    mutating func below(_ bound: Int) -> Int {
        Int(byte()) % bound
    }

    mutating func flag() -> Bool {
        byte() & 1 == 1
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// Up to so many bytes.
    mutating func bytes(_ count: Int) -> [UInt8] {
        defer { left = left.dropFirst(count) }
        return Array(left.prefix(count))
    }

    /// A number of any size, small ones as likely as large ones.
    mutating func number() -> Int64 {
        let width = below(9)
        return bytes(width).reduce(0) { $0 << 8 | Int64($1) }
    }
}

extension FuzzedData {
    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    private static let digits = Array("0123456789_-".utf8)

    /// Those of nicks; rooms have them, too.
    private static let signs = Array("_[]{}^\\`|".utf8)

    mutating func nick() -> Nick {
        let first = FuzzedData.letters + FuzzedData.signs
        var name = [pick(first)]
        for _ in 0..<below(Nick.maximumLength) { name.append(pick(first + FuzzedData.digits)) }
        guard let nick = Nick(String(decoding: name, as: UTF8.self)) else { fatalError("\(name) is no nick") }
        return nick
    }

    mutating func room() -> RoomName {
        var name: [UInt8] = []
        for _ in 0...below(RoomName.maximumLength) {
            name.append(
                pick(FuzzedData.letters + FuzzedData.digits + FuzzedData.signs + Array(".-+&/~$'".utf8)))
        }
        guard let room = RoomName(String(decoding: name, as: UTF8.self)) else { fatalError("\(name) is no room") }
        return room
    }

    /// Text as only cleaning makes it; of at most so many bytes.
    mutating func text(atMost bound: Int = 2_048) -> Text {
        let length = Int(byte()) << 8 | Int(byte())
        let bytes = bytes(min(length, bound))
        let clean = bytes.withUnsafeBytes { TextHygiene.clean($0) }
        if let clean { return Text(cleaned: clean) }
        // Repaired, each bad byte would become three.
        return TextHygiene.text(String(decoding: bytes.prefix(bound / 3), as: UTF8.self))
    }

    mutating func textIfAny() -> Text? {
        flag() ? text() : nil
    }

    mutating func nickIfAny() -> Nick? {
        flag() ? nick() : nil
    }

    mutating func event() -> Event {
        let time = number()
        let id = max(0, number())
        switch below(24) {
        case 0:
            return Event(
                id: id, time: time, room: room(), .message(from: nick(), text()), of: nickIfAny(), isNotice: flag(),
                toRank: flag() ? pick(Rank.allCases) : .none)
        case 1: return Event(id: id, time: time, room: room(), .action(from: nick(), text()), of: nickIfAny())
        case 2:
            let isCopy = flag()
            return Event(
                id: id, time: time, .privateMessage(from: nick(), to: nick(), text(), isCopy: isCopy), of: nickIfAny())
        case 3: return Event(time: time, room: room(), .join(nick()), of: nickIfAny())
        case 4:
            let room = room()
            guard flag() else { return Event(time: time, room: room, .part(nick(), reason: textIfAny())) }
            return Event(
                time: time, room: room,
                .parted(nick(), reason: textIfAny(), current: flag() ? self.room() : nil))
        case 5: return Event(time: time, .quit(nick(), reason: textIfAny()))
        case 6: return Event(time: time, .nick(old: nick(), new: nick()))
        case 7: return Event(id: id, time: time, room: room(), .topic(by: nick(), text()))
        case 8: return Event(time: time, .away(nick(), note: textIfAny()))
        case 10: return Event(time: time, room: room(), .kick(nick(), by: nick(), reason: textIfAny()))
        case 11: return Event(time: time, room: room(), .rank(nick(), pick(Rank.allCases), by: nick()))
        case 12: return Event(time: time, room: room(), .modes(by: nick(), modes().withoutKey))
        case 13: return Event(time: time, room: room(), .masks(by: nick(), maskChange()))
        case 14: return Event(time: time, room: room(), .invitation(nick(), by: nick()))
        case 17:
            let current = flag() ? room() : nil
            return Event(
                time: time, room: room(),
                .kicked(
                    nick(), by: nick(), reason: textIfAny(), current: current, ban: pick([nil, .forGood, .seconds(90)]))
            )
        case 23: return Event(time: time, room: room(), .roomRenamed(from: room(), by: nick(), reason: textIfAny()))
        case 22: return Event(time: time, .account(nick(), flag() ? nick() : nil))
        case 21: return Event(time: time, room: room(), .voiceBeneath(nick(), flag(), by: nick()))
        case 18: return Event(time: time, .realName(nick(), text(atMost: 150)))
        case 19: return Event(time: time, .broadcast(by: nick(), text(atMost: 390)))
        case 20:
            // No longer than a client's line.
            let isOfRoom = flag()
            return Event(
                time: time, room: isOfRoom ? room() : nil,
                .signal(from: nick(), to: isOfRoom ? nil : nick(), text(atMost: 300)), of: nickIfAny(), isNotice: flag()
            )
        case 15: return Event(time: time, .merged(nick(), into: nick()))
        case 16:
            return Event(time: time, room: flag() ? room() : nil, .report(nick(), by: nick(), ids: [id], text()))
        default: return Event(time: time, .notice(text()))
        }
    }
}

/// What ops do.
extension FuzzedData {
    mutating func modes() -> ModeChange {
        var change = ModeChange()
        for mode in RoomMode.all {
            switch (below(3), mode.bit) {
            case (0, .key): if let key = RoomKey(nick().text) { change.setKey(key) }
            case (0, .limit): change.setLimit(1 + below(256))
            case (0, .slow): change.setSlow(1 + below(256))
            case (0, let bit): change.add(bit)
            case (1, let bit): change.remove(bit)
            default: break
            }
        }
        return change
    }

    mutating func maskSubject() -> MaskSubject {
        let name = nick().text
        let subject = MaskSubject(pick(MaskSubject.Kind.allCases), flag() ? name : "\(name)*!?@\(name)")
        return subject ?? MaskSubject(.nick, name) ?? MaskSubject.anybody
    }

    mutating func mask() -> Mask {
        Mask(
            pick(MaskKind.allCases), maskSubject(), by: nick(), at: number(), until: flag() ? number() : nil,
            reason: textIfAny())
    }

    mutating func maskChange() -> MaskChange {
        var subjects = [maskSubject()]
        for _ in 0..<below(MaskChange.mostSubjects) { subjects.append(maskSubject()) }
        let isSet = flag()
        return MaskChange(
            pick(MaskKind.allCases), subjects, isSet: isSet, until: isSet && flag() ? number() : nil,
            reason: isSet ? textIfAny() : nil)
    }
}
