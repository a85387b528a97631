import Dialects
import Secrets
import WireClient

/// What a conversation is given, and what it gives.
extension Conversation {
    /// What the user wants of each connection.
    struct Wishes: Equatable {
        var nick: String?
        var rooms: [String] = []
        /// Whether to ask for the members and the last messages of rooms: for people, not for programs.
        var context = true
        /// Whether there is another connection after one that was lost.
        var comesBack = true
        /// Whether nothing is to be said where the nick or a room is refused. A script's lines are for that room, and by that name.
        var insists = false
        /// What logs in by itself, where there is something.
        var token: Token?
        /// Where it was kept, as the user knows it.
        var tokenPlace = ""
        /// Whether a new one can be kept.
        var keepsTokens = false
        /// Whether the server may know us by a certificate, from the start.
        var showsCertificate = false
        /// What the user would call this client's token.
        var label = "partyline"
    }

    enum Output: Equatable {
        /// A line, without its end.
        case send(String)
        /// A line, a space, and a secret.
        case sendSecret(String, Secret)
        /// What logs in by itself from now on; nil: nothing.
        case keep(Token?)
        case export(ExportStep)
        case show(Display)
        /// Each line of the wire, as it came.
        case wire(WireLine)
        /// A line of the user's, or a wish of the command line's, has its answer.
        case answered(refused: Bool)
        /// The server speaks with us: lines may be submitted.
        case ready
        /// Somebody wants the user's attention.
        case bell
        /// The server does not speak our protocol.
        case hangUp(String)
        /// Who answers is no Partyline server.
        case stranger
        /// Without this wish nothing is to be said: why it is not met, as the end of a sentence.
        case wishRefused(String)
    }

    /// Why a line was sent.
    enum Purpose: Equatable {
        case user(UserInput)
        case wishedNick
        case restoredNick
        /// A room of the command line's.
        case join(room: String)
        /// A room that the user was in before the connection was lost. Where the server can do that, its answer has what was said after the
        /// message of that id.
        case rejoin(room: String, since: Int64?)
        case part
        case names(shown: Bool)
        /// Who has a rank in a room.
        case ranks(room: String)
        case tokenLogin
        case addToken(label: String)
        case dropToken
        /// In which rooms we are, by our own nick.
        case whereabouts
        /// The topic of a room just entered.
        case topic
        /// The last messages of a room just entered.
        case recent(room: String)
        /// What was said while there was no connection: after the message of that id, the last that was seen before (0: none was).
        case missed(room: String, since: Int64)
        case signOfLife
        /// A page of what the server has of the user.
        case export
        case quit
    }

    /// How a server took its leave that did so unasked.
    struct Farewell: Equatable {
        let code: String
        /// Seconds after which it may be asked again.
        let retry: Int?
        /// Not to come back by itself: the server would end that session as well, or an operator has ended this one.
        var isForGood: Bool { ["banned", "killed", "replaced"].contains(code) }
    }
}
