import ChatCore
import ChatProtocol

/// The verbs that are counted: those of the command table, in its order. `/say` is left out, as it equals a line
/// without a verb. Verbs that a peer makes up are not counted.
enum CommandVerb: Int, CaseIterable, MetricLabel {
    case nick, join, part, rooms, names, who, whois, topic, msg, reply, me, away, back, ignore, unignore
    case echo, time, quiet, history, motd, version, uptime, ping, pong, wire, help, quit
}

extension Command {
    /// nil for a line that is said without a command.
    var verb: CommandVerb? {
        switch self {
        case .say: nil
        case .act: .me
        case .sayIn, .tell: .msg
        case .reply: .reply
        case .sayOnce(_, .here): nil
        case .sayOnce(_, .action): .me
        case .sayOnce(_, .inRoom), .sayOnce(_, .to): .msg
        case .nick: .nick
        case .join: .join
        case .part: .part
        case .rooms: .rooms
        case .names: .names
        case .who: .who
        case .whois: .whois
        case .topic, .setTopic: .topic
        case .away: .away
        case .back: .back
        case .ignore: .ignore
        case .unignore: .unignore
        case .set(.echo, _): .echo
        case .set(.quiet, _): .quiet
        case .history: .history
        }
    }
}

extension ServiceCommand {
    var verb: CommandVerb {
        switch self {
        case .motd: .motd
        case .version: .version
        case .uptime: .uptime
        case .ping: .ping
        case .pong: .pong
        case .dialect(.time): .time
        case .dialect(.wire): .wire
        case .help: .help
        case .quit: .quit
        }
    }
}
