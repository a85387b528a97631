import ChatCore
import Dialects
import Framing
import Libevent

/// How a peer's bytes are to be read: what it begins with says whether it is of this protocol at all, and what it sends whether it is a
/// telnet.
extension Session: InputGate {
    /// It has sent IAC.
    var isTelnet: Bool { telnet?.decoder.hasSpoken == true }

    var escape: UInt8 { TelnetDecoder.iac }

    func look(atBeginning bytes: UnsafeRawBufferPointer) -> InputBeginning {
        let hasEndedAtReturn = telnet?.decoder.hasEndedAtReturn == true
        switch ForeignProtocol.beginning(bytes, after: lines, behindReturn: hasEndedAtReturn) {
        case .empty: return .open
        case .undecided: return .undecided
        case .lines: return .known
        case .foreign(let foreign):
            server.turnAway(self, foreign)
            return .known
        }
    }

    func makeDecoder() -> any InputDecoder {
        let input = telnet ?? TelnetInput(of: self)
        telnet = input
        return input
    }

    /// Asks a telnet that took bytes of a line for keys to send BINARY, and to set its terminal anew.
    func recover(from line: UnsafeRawBufferPointer) {
        guard isTelnet || TelnetDecoder.lacksBytes(line), !server.isGone(self) else { return }
        let input = telnet ?? TelnetInput(of: self)
        telnet = input
        input.recover()
    }
}
