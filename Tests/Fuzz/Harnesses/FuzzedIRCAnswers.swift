@testable import ChatCore
@testable import Dialects

extension FuzzedData {
    /// Somebody as the hub tells of them.
    mutating func source() -> Source {
        let letters = Array("abcdefghijklmnopqrstuvwxyz012345".utf8)
        let host = String(decoding: bytes(20).map { letters[Int($0) & 31] }, as: UTF8.self)
        let user = IRCName.user(from: bytes(12))
        return Source(nick: nick(), userHost: "\(user)@\(host)x", account: nickIfAny(), isBot: flag())
    }

    /// Bytes that somebody sent.
    fileprivate mutating func word() -> String {
        String(decoding: bytes(Int(byte()) * 3), as: UTF8.self)
    }

    fileprivate mutating func person() -> IRCPerson {
        var person = IRCPerson(source(), realName: textIfAny())
        person.away = textIfAny()
        person.modes = UserModes(rawValue: byte())
        person.idleSeconds = number()
        person.since = number()
        return person
    }

    fileprivate mutating func members() -> [Occupant] {
        let source = source()
        return (0..<below(64)).map { Occupant(source, Rank.allCases[$0 % Rank.allCases.count]) }
    }

    fileprivate mutating func topicIfAny() -> Topic? {
        flag() ? Topic(text: text(), setBy: nick(), time: number()) : nil
    }

    fileprivate mutating func membership() -> IRCMembership { IRCMembership(room(), pick(Rank.allCases)) }
}

/// Answers drawn from a fuzzer's bytes.
enum FuzzedIRCAnswers {
    static func put(_ answers: IRCAnswers, address: String, _ data: inout FuzzedData) {
        switch data.below(3) {
        case 0: putAboutRooms(answers, &data)
        case 1: putAboutPeople(answers, address, &data)
        default: putAboutServer(answers, &data)
        }
    }

    private static func putAboutRooms(_ answers: IRCAnswers, _ data: inout FuzzedData) {
        switch data.below(9) {
        case 0:
            let source = data.source()
            let room = data.room()
            answers.put(Event(time: data.number(), room: room, .join(source.nick), by: source))
            answers.putLook(of: room, topic: data.topicIfAny(), members: data.members(), isSecret: data.flag())
        case 1: answers.putTopic(data.topicIfAny(), of: data.room())
        case 2:
            answers.putNames(of: data.room(), data.members(), isSecret: data.flag())
            answers.putEndOfNames(data.word())
        case 3: answers.putRoom(data.room(), members: data.below(256), topic: data.textIfAny())
        case 4: answers.putModes(data.modes(), of: data.room(), created: data.number())
        case 5: answers.putMasks([data.mask(), data.mask()], in: data.pick(MaskList.allCases), of: data.room())
        case 6: answers.putInvitations([data.room(), data.room()])
        case 7:
            let request = RoomModeRequest(letters: data.bytes(20), parameters: [data.word(), data.word()])
            for fault in request.faults { answers.put(fault, in: data.room()) }
        default:
            let subject = IRCRoomFilter.Subject(data.room(), members: data.below(9), created: data.number())
            _ = IRCRoomFilter(data.word()).takes(subject, at: data.number())
            answers.putInvited(data.nick(), to: data.room())
        }
    }

    private static func putAboutPeople(_ answers: IRCAnswers, _ address: String, _ data: inout FuzzedData) {
        switch data.below(8) {
        case 0:
            let rooms = [IRCMembership](repeating: data.membership(), count: data.below(51))
            let whois = IRCAnswers.Whois(
                data.person(), rooms: rooms, address: data.flag() ? address : nil, tellsModes: data.flag())
            answers.put(whois, description: data.word())
            answers.putEndOfWhois(data.word())
        case 1:
            answers.putWas(data.person(), until: data.number())
            answers.putEndOfWhowas(data.word(), found: data.flag())
        case 2:
            let request = IRCWhoRequest(mask: data.word(), options: data.flag() ? data.word() : nil)
            let person = data.person()
            _ = request.glob?.finds(person)
            answers.putWho(person, in: data.flag() ? data.membership() : nil, for: request)
            answers.putEndOfWho(request.mask)
        case 3:
            let fields = "%" + data.word().utf8.map { String(UnicodeScalar($0 & 31 + 96)) }.joined() + ",\(data.byte())"
            answers.putWho(data.person(), in: data.membership(), for: IRCWhoRequest(mask: "*", options: fields))
        case 4: answers.putUserhost([IRCPerson](repeating: data.person(), count: data.below(11)))
        case 5: answers.putIson([Nick](repeating: data.nick(), count: data.below(40)))
        case 6: answers.putAway(of: data.nick(), note: data.text())
        default:
            answers.putOnline([Source](repeating: data.source(), count: data.below(30)))
            answers.putOffline([data.word(), data.word()])
            answers.putMonitored([Nick](repeating: data.nick(), count: data.below(101)))
            answers.putMonitorFull(most: 100, left: data.word())
        }
    }

    private static func putAboutServer(_ answers: IRCAnswers, _ data: inout FuzzedData) {
        switch data.below(6) {
        case 0:
            var facts = ISupport.Facts()
            facts.network = data.word()
            let welcome = IRCWelcome(
                network: data.word(), version: "partyline-1", started: data.number(), isupport: ISupport(facts),
                census: IRCCensus(), motd: [data.text(), data.text()])
            answers.putWelcome(welcome, to: data.person())
        case 1: answers.putHelp(about: data.word())
        case 2: answers.put(IRCRefusal(.unknownCommand, String(decoding: data.bytes(600), as: UTF8.self)))
        case 3: answers.putStats(data.word())
        case 4: answers.putInfo([data.word(), data.word()])
        default:
            answers.put(
                IRCStandardReply(.fail, data.word(), "INVALID_PARAMS", data.word(), data.word(), words: data.word()))
        }
    }

    static func refusal(_ data: inout FuzzedData) -> Refusal {
        switch data.below(12) {
        case 0: .noSuchRoom(data.room())
        case 1: .notInRoom(data.room())
        case 2: .tooManyRooms(data.room(), count: 50, most: 50)
        case 3: .nickInUse(data.nick())
        case 4: .noSuchNick(data.nick())
        case 5: .entry(data.room(), data.pick([.inviteOnly, .needsAccount, .full(most: 3), .needsKey(isWrong: true)]))
        case 6: .speech(data.room(), data.pick([.moderated, .needsAccount, .tooSoon(slow: 5, retry: data.number())]))
        case 7: .moderation(data.room(), .outranked(data.nick(), data.pick(Rank.allCases)))
        case 8: .moderation(data.room(), .noSuchMask(data.pick(MaskKind.allCases)))
        case 9: .account(data.pick([.nickReserved(data.nick()), .needsLogin, .absent(data.nick()), .needsOperator]))
        case 10: .spam(.joins(data.room(), most: 3, retry: data.number()))
        default: .noCorrespondent
        }
    }
}
