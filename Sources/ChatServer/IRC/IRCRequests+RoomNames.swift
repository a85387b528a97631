import ChatCore
import Dialects
import Libevent

/// `RENAME` (`draft/channel-rename`): to who does not know it, a client leaves the room and enters another.
extension IRCRequests {
    func rename(_ room: RoomName, to name: RoomName, _ reason: Text?, _ asked: IRCAsked) {
        order(.moderate(room, .rename(name, reason: reason)), asked) { [unowned self] answer in
            tellRename(answer, of: room, to: name, reason, asked)
        }
    }

    private func tellRename(
        _ answer: [Effect], of room: RoomName, to name: RoomName, _ reason: Text?, _ asked: IRCAsked
    ) {
        for effect in answer {
            switch effect {
            case .done(.roomRenamed(let old, let new)):
                noteName(of: new, was: old)
                for id in hub.sessions(in: new) where id != asked.session.id { move(id, from: old, to: new, reason) }
                guard asked.dialect.enabled.contains(.channelRename) else {
                    if hub.isIn(new, asked.session.id) { move(asked, from: old, to: new, reason) }
                    return
                }
                asked.tell(
                    .roomRenamed(from: old, by: asked.dialect.nick, reason: reason), in: new,
                    by: hub.source(of: asked.session.id), at: driver.moment.wall)
            case .refused(.moderation(_, .nameInUse)):
                asked.answers.put(.renaming("CHANNEL_NAME_IN_USE", room.text, name.text, "That name is in use"))
            case .refused(.moderation(_, .isLobby)):
                asked.answers.put(.renaming("CANNOT_RENAME", room.text, name.text, "The server calls it so"))
            case .refused(let refusal): asked.answers.put(IRCRefusal(refusal, of: .rename, for: room.text))
            default: break
            }
        }
    }

    /// What is known of a room by its name alone.
    private func noteName(of room: RoomName, was old: RoomName) {
        // Since when it is there has not changed.
        let created = hub.times(of: room).created
        let metadata = roomMetadata.removeValue(forKey: IRCRequests.key(of: old, created: created))
        if let metadata { roomMetadata[IRCRequests.key(of: room, created: created)] = metadata }
        for session in sessions { session?.dialect.irc?.markers.move(old.markerKey, to: room.markerKey) }
    }

    private func move(_ id: SessionID, from old: RoomName, to new: RoomName, _ reason: Text?) {
        guard let session = sessions.session(id), let dialect = session.dialect.irc,
            !dialect.enabled.contains(.channelRename)
        else { return }
        driver.delivery.append(to: id.slot, session.dialect) {
            move(IRCAsked(session: session, dialect: dialect, command: .rename, lines: $0), from: old, to: new, reason)
        }
    }

    private func move(_ asked: IRCAsked, from old: RoomName, to new: RoomName, _ reason: Text?) {
        let words = "\(old) is now called \(new)" + (reason.map { ": \($0)" } ?? "")
        asked.tell(
            .part(asked.dialect.nick, reason: Text(cleaned: Array(words.utf8))), in: old,
            by: hub.source(of: asked.session.id), at: driver.moment.wall)
        show(new, asked)
    }
}
