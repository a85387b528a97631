import Dialects

@testable import ChatCore

/// What the hub should do, said as simply as can be: names are strings, everything is looked for anew, nothing is cached.
struct Model {
    struct Person {
        /// Of the first session, by which they are known here.
        let id: SessionID
        let number: PersonID
        /// Through which they are here; nil: they are held.
        var session: SessionID?
        var nick: String
        let since: Int64
        let host: String?
        /// What they say they are called where they come from.
        var user = "~line"
        var realName: String?
        var lastActive: Int64
        /// Keys, in the order of entering.
        var rooms: [String] = []
        var current: String?
        var settings: Set<Setting> = []
        var reading = Reading()
        var away: String?
        var ignored: [Ignored] = []
        var correspondent: SessionID?
        /// Others do not know of it yet.
        var isHidden = false
        /// Some do.
        var knownTo: Set<SessionID> = []
        var hasAsked = false
        /// nil: none is kept.
        var mail: [Letter]?
        var mailFloor: EventID = 0
        /// Where they are held: after which id nothing came to them.
        var heldAfter: EventID?
        var account: AccountID?
        /// Nicks of which they are told who comes and goes, by key.
        var watched: [String: String] = [:]
        /// So many rooms they had when a login brought them those of a guest.
        var mostRooms = 0
    }

    struct Place {
        var name: String
        var members: [SessionID] = []
        /// Those of them who are here through a session, in the order in which these came.
        var audience: [SessionID] = []
        var topic: Topic?
        /// The how manyth topic it is of all that were set.
        var topicSerial = 0
        var said: [Said] = []
        var lastID: EventID
        /// Up to here nothing is known any more.
        var floor: EventID
        var hasForgotten = false
        var ranks: [SessionID: Rank] = [:]
        /// Words of those without a value.
        var modes: Set<String> = ["no-outside"]
        var key: String?
        var limit = 0
        var slow = 0
        /// When each may speak again, by the steady clock.
        var next: [SessionID: Int64] = [:]
        var masks: [Entry] = []
        /// Until when.
        var invited: [SessionID: Int64] = [:]
        /// What accounts are in it; nil: it is not registered.
        var standings: [AccountID: Standing]?

        /// `since`: when they came to be it.
        struct Standing {
            let rank: Rank
            let since: Int64
        }

        func rank(_ id: SessionID) -> Rank { ranks[id] ?? .none }

        mutating func forgetAll() {
            guard let last = said.last else { return }
            floor = last.id
            hasForgotten = true
            said = []
        }
    }

    /// One of a room's lists.
    struct Entry: Equatable {
        let kind: MaskKind
        let subject: String
        let by: String
        let time: Int64
        let until: Int64?
        let reason: String?
    }

    /// Somebody who is not heard. `account`: whoever is logged in to that; `session`: nil, where nobody was when it was loaded.
    struct Ignored {
        var nick: String
        var session: SessionID?
        var account: AccountID?
    }

    struct Said {
        let id: EventID
        let author: SessionID
        let account: AccountID?
        let nick: String
        let text: String
        var brief: String
        let time: Int64
        let bytes: Int
        var nonce: Nonce?
        /// The how manyth it is of all that were said.
        var serial: Int
    }

    /// What a message takes in history besides its nick and text.
    static let overhead = History.size(of: Event(time: 0, .message(from: "a", ""))) - 1
    /// And what it takes more of who is logged in.
    static let accountBytes = History.size(of: Event(time: 0, .message(from: "a", ""), of: "a")) - 1 - overhead

    let lobby: String?
    let limits: Hub.Limits
    private(set) var guests = 0
    var serial = 0
    /// In the order of their coming.
    var people: [Person] = []
    /// Who is about to be disconnected, and is told of nobody's going any more.
    var leaving: Set<SessionID> = []
    var places: [String: Place] = [:]
    /// By their numbers.
    var accounts: [Account] = []
    /// How many there ever were.
    var accountNumbers = 0
    /// Names of those that were erased, and until when nobody may have them.
    var retired: [String: Int64] = [:]
    /// Nicks that were given up, oldest first.
    var former: [Former] = []
    /// The last that was given, be it in a room or not.
    var lastID: EventID = 0
    /// When the last happened. It never goes back.
    private(set) var lastTime: Int64 = 0
    /// Of private messages, by the nick they went to and the nonce.
    var privateNonces: [String: (id: EventID, time: Int64)] = [:]

    init(lobby: String?, limits: Hub.Limits) {
        self.lobby = lobby
        self.limits = limits
    }

    /// Something happens now.
    mutating func passTime(to now: Moment) {
        lastTime = max(lastTime, now.wall)
    }

    // MARK: - Coming and going

    mutating func connect(
        _ id: SessionID, _ number: PersonID, from host: String?, isHidden: Bool, at now: Moment
    ) -> Expected {
        people.append(
            Person(
                id: id, number: number, session: id, nick: nextGuest(), since: now.wall, host: host,
                lastActive: now.steady))
        change(id) { $0.isHidden = isHidden }
        var expected = Expected()
        noteComing(of: id, &expected)
        if let lobby {
            enter(lobby, id, &expected)
            expected.entry = entry(in: lobby.asciiLowercased, for: self[id])
        }
        return expected
    }

    /// Somebody comes who has said first who they are.
    mutating func introduce(
        _ entrance: Hub.Entrance, _ id: SessionID, _ number: PersonID, from host: String?, at now: Moment
    ) -> Expected {
        var expected = Expected()
        let held = entrance.account.flatMap { person(by: $0) }
        let nick = held == nil ? entrance.nick.text : nextGuest()
        if let other = named(nick) { callAsGuest(other.id, besides: nil, &expected) }
        people.append(
            Person(
                id: id, number: number, session: id, nick: nick, since: now.wall, host: host,
                lastActive: now.steady))
        change(id) {
            $0.user = entrance.introduction.user.text
            $0.realName = entrance.introduction.realName.description
        }
        noteComing(of: id, &expected)
        guard let account = entrance.account else { return expected }
        let loggedIn = logIn(account, keepsNick: true, by: id, at: now)
        expected.heard += loggedIn.heard
        return expected
    }

    /// Whether somebody who is not here yet can come under a nick.
    func obstacle(to entrance: Hub.Entrance) -> Code? {
        if let account = entrance.account, person(by: account) != nil { return nil }
        return obstacle(to: entrance.nick.text, of: nil, entrance.account)
    }

    /// Whether somebody can be called so.
    func obstacle(to nick: String, of id: SessionID?, _ account: AccountID?) -> Code? {
        let key = nick.asciiLowercased
        if limits.keepsServiceNicks, key.hasSuffix("serv") || key == "server" { return .nickInUse }
        let owner = owner(of: nick)
        if let owner, owner.id != account { return .nickReserved }
        guard let other = named(nick), other.id != id else { return nil }
        return owner == nil || other.account == owner?.id ? .nickInUse : nil
    }

    /// The next guest nick that nobody has.
    mutating func nextGuest() -> String {
        repeat { guests += 1 } while named("guest\(guests)") != nil
        return "guest\(guests)"
    }

    /// They are gone together: none of them is told of another.
    mutating func disconnect(_ ids: [SessionID], reason: String?) -> Expected {
        let gone = ids.map { self[$0] }
        leaving.subtract(ids)
        var expected = Expected()
        for person in gone {
            for key in person.rooms { leave(key, person.id, &expected) }
        }
        people.removeAll { ids.contains($0.id) }
        for person in gone {
            let witnesses = witnesses(of: person).filter { !$0.settings.contains(.quiet) }.map(\.id)
            if !witnesses.isEmpty {
                let event = "\(person.nick) quit" + (reason.map { " (\($0))" } ?? "")
                expected.heard.append(Heard(event, by: witnesses))
            }
            noteGoing(of: person, as: person.nick, &expected)
        }
        expected.closed.sort()
        return expected
    }

    mutating func enter(_ name: String, _ id: SessionID, _ expected: inout Expected) {
        let key = name.asciiLowercased
        let first = max(lastTime, lastID)
        if places[key] == nil { lastID = first }
        var place = places[key] ?? Place(name: name, lastID: first, floor: first)
        place.members.append(id)
        place.audience.append(id)
        places[key] = place
        change(id) {
            $0.rooms.append(key)
            $0.current = key
        }
        reveal(key, to: id)
        if !self[id].isHidden { tellOfJoin(key, id, &expected) }
    }

    private func tellOfJoin(_ key: String, _ id: SessionID, _ expected: inout Expected) {
        guard let place = places[key], place.members.count > 1 else { return }
        let witnesses = listeners(in: key, to: id, presence: true).filter { !self[id].knownTo.contains($0) }
        expected.heard.append(Heard("\(place.name) +\(self[id].nick)", by: witnesses))
    }

    /// A newcomer to a room is told of all who are there.
    mutating func reveal(_ key: String, to newcomer: SessionID) {
        guard self[newcomer].reading.isShownRooms else { return }
        for id in places[key]?.members ?? [] where self[id].isHidden && id != newcomer {
            change(id) { $0.knownTo.insert(newcomer) }
        }
    }

    /// Who asks for a list knows of those in it.
    mutating func reveal(_ listed: [SessionID], to asker: SessionID) {
        for id in listed where self[id].isHidden && self[id].hasAsked && id != asker {
            change(id) { $0.knownTo.insert(asker) }
        }
    }

    func knows(_ asker: SessionID, of other: Person) -> Bool {
        !other.isHidden || other.id == asker || other.knownTo.contains(asker)
    }

    /// The others who share a room and know of somebody.
    func witnesses(of person: Person) -> [Person] {
        neighbours(of: person).filter { knows($0.id, of: person) }
    }

    /// Others come to know of somebody who was hidden.
    mutating func announce(_ id: SessionID, _ expected: inout Expected) {
        guard isHere(id), self[id].isHidden else { return }
        for key in self[id].rooms { tellOfJoin(key, id, &expected) }
        change(id) {
            $0.isHidden = false
            $0.knownTo = []
        }
        noteComing(of: id, &expected)
    }

    mutating func leave(_ key: String, _ id: SessionID, _ expected: inout Expected) {
        places[key]?.members.removeAll { $0 == id }
        places[key]?.audience.removeAll { $0 == id }
        places[key]?.ranks[id] = nil
        change(id) {
            $0.rooms.removeAll { $0 == key }
            if $0.current == key { $0.current = $0.rooms.last }
        }
        if let place = places[key], place.members.isEmpty, key != lobby?.asciiLowercased, place.standings == nil {
            places[key] = nil
            expected.closed.append(key)
        }
    }

    /// A hub that was restored knows the order of what was said by ids alone, and that of topics by their times.
    mutating func order(by index: (String) -> Int) {
        let ids = Set(places.values.flatMap { $0.said.map(\.id) }).sorted()
        let ranks = Dictionary(uniqueKeysWithValues: zip(ids, 1...))
        for key in places.keys {
            guard var place = places[key] else { continue }
            for message in place.said.indices { place.said[message].serial = ranks[place.said[message].id] ?? 0 }
            places[key] = place
        }
        let topics = places.filter { $0.value.topic != nil }.sorted {
            ($0.value.topic?.time ?? 0, index($0.key)) < ($1.value.topic?.time ?? 0, index($1.key))
        }
        for (serial, topic) in topics.enumerated() { places[topic.key]?.topicSerial = serial - topics.count }
    }

    // MARK: - Looking

    subscript(_ id: SessionID) -> Person {
        guard let person = people.first(where: { $0.id == id }) else { preconditionFailure("\(id) is not here") }
        return person
    }

    func named(_ nick: String) -> Person? {
        let key = nick.asciiLowercased
        return people.first { $0.nick.asciiLowercased == key }
    }

    /// What events tell of somebody besides the nick, where somebody asks for it.
    func userHost(of person: Person) -> String? {
        limits.tellsSources ? "\(person.user)@\(person.host ?? "unknown")" : nil
    }

    func isHere(_ id: SessionID) -> Bool {
        people.contains { $0.id == id }
    }

    mutating func change(_ id: SessionID, _ change: (inout Person) -> Void) {
        guard let index = people.firstIndex(where: { $0.id == id }) else { return }
        change(&people[index])
    }

    func ignores(_ reader: Person, _ author: SessionID, _ account: AccountID?, named nick: String) -> Bool {
        if reader.id == author { return false }
        return reader.ignored.contains { entry in
            entry.session == author || entry.nick.asciiLowercased == nick.asciiLowercased
                || (entry.account != nil && entry.account == account)
        }
    }

    /// What somebody who is here says.
    func ignores(_ reader: Person, _ author: SessionID) -> Bool {
        ignores(reader, author, self[author].account, named: self[author].nick)
    }

    /// Members who are shown what somebody says or does in a room.
    func listeners(in key: String, to author: SessionID, said: Bool = false, presence: Bool = false) -> [SessionID] {
        (places[key]?.members ?? []).filter { member in
            let reader = self[member]
            if member == author { return said && reader.settings.contains(.echo) }
            if presence && reader.settings.contains(.quiet) { return false }
            return !(said && !reader.ignored.isEmpty && ignores(reader, author))
        }
    }

    /// The others who share a room, and are to be told.
    func neighbours(of person: Person) -> [Person] {
        people.filter {
            $0.id != person.id && !leaving.contains($0.id) && !Set($0.rooms).isDisjoint(with: person.rooms)
        }
    }

    /// Members of whom somebody may know.
    func known(in place: Place, to person: Person) -> [SessionID] {
        place.members.filter { knows(person.id, of: self[$0]) }
    }

    func visible(in place: Place, to reader: Person) -> [Said] {
        place.said.filter { !ignores(reader, $0.author, $0.account, named: $0.nick) }
    }

    func entry(in key: String, withHistory: Bool = true, for person: Person) -> String? {
        guard let place = places[key], person.reading.isShownRooms else { return nil }
        let others = known(in: place, to: person).filter { $0 != person.id }
        let topic = place.topic?.text.description ?? "-"
        let history = withHistory ? visible(in: place, to: person).suffix(10).map(\.brief) : []
        return "\(place.name) \(others.prefix(20).map { self[$0].nick }) \(others.count) \(topic) \(history)"
    }
}
