import Dialects

/// How a WebSocket is closed (RFC 6455, section 7.4): a page tells by it whether to come again.
struct WebSocketClose: Hashable {
    static let normal: UInt16 = 1000
    static let goingAway: UInt16 = 1001
    static let policy: UInt16 = 1008
    static let ourFault: UInt16 = 1011
    static let restart: UInt16 = 1012
    static let tryLater: UInt16 = 1013

    let code: UInt16
    /// Our word for why; empty: the code says it.
    let reason: String

    /// - Parameter refusal: what the session was told.
    init(_ why: SessionEnd, _ refusal: ServerRefusal?) {
        reason = refusal?.code.rawValue ?? ""
        code =
            switch why {
            case .quit, .closed, .lost, .unheard, .replaced: WebSocketClose.normal
            case .shuttingDown: refusal == .upgrading ? WebSocketClose.restart : WebSocketClose.goingAway
            case .upgraded: WebSocketClose.restart
            case .pingTimeout: WebSocketClose.goingAway
            case .slowReader, .idle, .flood, .dismissed: WebSocketClose.policy
            case .wrongProtocol, .badFrame: 1002
            case .outOfMemory: WebSocketClose.ourFault
            }
    }

    /// Of a newcomer who is not let in.
    init(_ cause: Admission.Cause, _ refusal: ServerRefusal) {
        reason = refusal.code.rawValue
        code = cause == .banned ? WebSocketClose.policy : WebSocketClose.tryLater
    }

    /// Of a client of IRC that is not welcomed.
    init(_ end: IRCNewcomers.End) {
        switch end {
        case .quit, .closed: (code, reason) = (WebSocketClose.normal, "")
        case .refused(let refusal):
            code = refusal == .upgrading ? WebSocketClose.restart : WebSocketClose.goingAway
            reason = refusal.code.rawValue
        case .tooSlow: (code, reason) = (WebSocketClose.policy, Code.idle.rawValue)
        case .tooMuch: (code, reason) = (WebSocketClose.policy, Code.tooLong.rawValue)
        case .foreign: (code, reason) = (WebSocketClose.policy, Code.wrongProtocol.rawValue)
        case .wrongPassword: (code, reason) = (WebSocketClose.policy, Code.badPassword.rawValue)
        case .banned, .bannedAccount: (code, reason) = (WebSocketClose.policy, Code.banned.rawValue)
        }
    }
}
