import ChatCore

/// What holds in a room, and who is asked in.
extension IRCAnswers {
    // MARK: - MODE

    /// The answer to `MODE #room`.
    /// - Parameters:
    ///   - modes: all that hold. The key is for those in the room; without it, it is `*`.
    ///   - created: when the room was made, in microseconds since 1970; nil: it is not known.
    package func putModes(_ modes: ModeChange, of room: RoomName, created: Int64?) {
        var line = begin(.channelModeIs)
        line.parameter(room)
        RoomModeWriting.putAll(modes, into: line)
        line.end()
        guard let created else { return }
        line = begin(.creationTime)
        line.parameter(room)
        line.parameter(created / 1_000_000)
        line.end()
    }

    /// The answer to `MODE #room b`, with its end.
    /// - Parameter masks: those of the room; others than those of the list are left out.
    package func putMasks(_ masks: some Sequence<Mask>, in list: MaskList, of room: RoomName) {
        for mask in masks where MaskList(of: mask.kind) == list {
            let line = begin(list.entry)
            line.parameter(room)
            line.parameter(word: IRCMask(mask.kind, mask.subject).text)
            line.parameter(mask.by)
            line.parameter(mask.time / 1_000_000)
            line.end()
        }
        put(list.end, room.text)
    }

    /// What of a MODE of a room could not be.
    package func put(_ fault: RoomModeRequest.Fault, in room: RoomName) {
        switch fault {
        case .unknown(let letter): put(.unknownMode, IRCAnswers.word(letter))
        case .badValue(let letter, let value):
            put(.invalidModeParameter, room.text, IRCAnswers.word(letter), value.isEmpty ? "*" : value)
        case .noNick(let word): put(.noSuchNick, word)
        }
    }

    /// A letter of a MODE of one's own that there is not.
    package func putUnknownUserMode(_ letter: UInt8) {
        put(.unknownUserMode, IRCAnswers.word(letter))
    }

    /// A mask that is on the list already.
    package func putThere(_ mask: IRCMask, in room: RoomName) {
        put(.listModeAlreadySet, room.text, IRCAnswers.word(mask.list.letter), mask.text)
    }

    private static func word(_ letter: UInt8) -> String {
        (0x21...0x7E).contains(letter) ? String(UnicodeScalar(letter)) : "?"
    }

    // MARK: - INVITE

    /// Somebody was asked in.
    package func putInvited(_ nick: Nick, to room: RoomName) {
        let line = begin(.inviting)
        line.parameter(nick)
        line.parameter(room)
        line.end()
    }

    /// The answer to INVITE alone: where one is asked in.
    package func putInvitations(_ rooms: [RoomName]) {
        for room in rooms {
            let line = begin(.inviteList)
            line.parameter(room)
            line.end()
        }
        put(.endOfInviteList)
    }
}

extension MaskList {
    /// The number of one of its entries.
    fileprivate var entry: IRCNumeric {
        switch self {
        case .bans: .banList
        case .exempts: .exceptList
        case .invited: .invexList
        }
    }

    fileprivate var end: IRCNumeric {
        switch self {
        case .bans: .endOfBanList
        case .exempts: .endOfExceptList
        case .invited: .endOfInvexList
        }
    }
}
