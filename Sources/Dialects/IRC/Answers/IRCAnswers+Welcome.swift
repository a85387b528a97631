import Bytes
import ChatCore

/// What somebody is told who has just come.
package struct IRCWelcome: Sendable {
    package var network: String
    /// Of the program, without spaces.
    package var version: String
    /// When the server was started, in microseconds since 1970.
    package var started: Int64
    package var isupport: ISupport
    package var census: IRCCensus
    package var motd: [Text]

    package init(
        network: String, version: String, started: Int64, isupport: ISupport, census: IRCCensus, motd: [Text] = []
    ) {
        self.network = network
        self.version = version
        self.started = started
        self.isupport = isupport
        self.census = census
        self.motd = motd
    }
}

/// How many there are, as LUSERS tells it.
package struct IRCCensus: Hashable, Sendable {
    /// All people who are here, those among them who are invisible, and the operators.
    package var people = 0
    package var invisible = 0
    package var operators = 0
    /// Connections that are no people yet.
    package var newcomers = 0
    package var rooms = 0
    /// The most people that there ever were, or are.
    package var mostPeople = 0

    package init() {}
}

extension IRCAnswers {
    /// All of it, in the order that clients wait for; it ends in 376 or 422, and 221.
    /// - Parameter person: who has come.
    package func putWelcome(_ welcome: IRCWelcome, to person: IRCPerson) {
        // With the nick as the last word, which some clients take it from.
        put(.welcome, text: "Welcome to the \(welcome.network) IRC network \(person.nick)")
        put(.yourHost, text: "Your host is \(server), running version \(welcome.version)")
        put(.created, text: "This server was started \(Timestamp(welcome.started).rfc3339)")
        let line = begin(.myInfo)
        line.parameter(word: server)
        line.parameter(word: welcome.version)
        line.parameter(word: UserModes.letters)
        line.parameter(word: RoomModeLetters.all.letters)
        line.last(RoomModeLetters.all.withParameter)
        line.end()
        putISupport(welcome.isupport)
        putCensus(welcome.census)
        putMotd(welcome.motd)
        putUserModes(person.modes)
    }

    /// - Parameter tokens: nil: all.
    package func putISupport(_ isupport: ISupport, _ tokens: [String]? = nil) {
        guard capabilities.isSuperset(of: [.extendedISupport, .batch]) else {
            return isupport.put(tokens, to: me, from: server, into: lines)
        }
        let written = ByteBuffer()
        isupport.put(tokens, to: me, from: server, into: written)
        IRCDialect.putBatch(written, ["draft/isupport"], "isupport", from: server, into: lines)
    }

    /// The answer to LUSERS.
    package func putCensus(_ census: IRCCensus) {
        let visible = max(0, census.people - census.invisible)
        put(
            .lusersClients,
            text: "There are \(visible) users and \(min(census.invisible, census.people)) invisible on 1 servers")
        put(.lusersOps, String(census.operators))
        put(.lusersUnknown, String(census.newcomers))
        put(.lusersChannels, String(census.rooms))
        put(.lusersMe, text: "I have \(census.people) clients and 0 servers")
        let (here, most) = (String(census.people), String(max(census.mostPeople, census.people)))
        put(.localUsers, [here, most], text: "Current local users \(here), max \(most)")
        put(.globalUsers, [here, most], text: "Current global users \(here), max \(most)")
    }

    /// The answer to MOTD.
    package func putMotd(_ motd: [Text]) {
        guard !motd.isEmpty else { return put(.noMotd) }
        put(.motdStart, text: "- \(server) Message of the day - ")
        for text in motd {
            let line = begin(.motd)
            line.trailing(Text(cleaned: Array("- ".utf8) + text.utf8))
            line.end()
        }
        put(.endOfMotd)
    }

    /// One's own modes (221).
    package func putUserModes(_ modes: UserModes) {
        put(.userModeIs, "+" + modes.letters)
    }
}
