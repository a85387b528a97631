/// Options: what the server asks for, and how it answers.
extension TelnetDecoder {
    private static let binaryRequest: [UInt8] = [iac, Command.do, Option.binary]

    /// Asks for BINARY at once. Without it the telnet of BSD, and those made from it, strip the highest bit of what is typed before they look
    /// for control keys: the last byte of a Cyrillic у is 0x83, and they take it for Ctrl-C.
    mutating func noteFirstCommand(_ answers: inout [UInt8]) {
        guard !hasSpoken else { return }
        hasSpoken = true
        if binary == .off { ask(&answers) }
    }

    private mutating func ask(_ answers: inout [UInt8]) {
        binary = .asked
        answers += TelnetDecoder.binaryRequest
    }

    /// A request for what is not so is refused each time; what is so already is not answered (RFC 854).
    mutating func answer(_ verb: UInt8, _ option: UInt8, _ answers: inout [UInt8]) -> Signal? {
        switch (verb, option) {
        case (Command.do, Option.timingMark): return .timingMark
        // Of what we offered, or as it is already.
        case (Command.do, Option.echo) where echoOffers > 0 || hidesInput: echoOffers = max(echoOffers, 1) - 1
        case (Command.dont, Option.echo): echoOffers = max(echoOffers, 1) - 1
        case (Command.do, _): answers += [TelnetDecoder.iac, Command.wont, option]
        case (Command.will, Option.binary):
            if binary == .off { answers += TelnetDecoder.binaryRequest }
            binary = .on
        case (Command.will, _): answers += [TelnetDecoder.iac, Command.dont, option]
        case (Command.wont, Option.binary):
            if binary == .on { answers += [TelnetDecoder.iac, Command.dont, option] }
            binary = .off
        default: break
        }
        return nil
    }

    // MARK: - Echo

    /// Has the peer show nothing of what is typed, or show it again: by saying that we echo it (RFC 857), or do so no more.
    /// - Returns: what to send; nothing where it is so already.
    package mutating func hideInput(_ isHidden: Bool) -> [UInt8] {
        guard isHidden != hidesInput else { return [] }
        hidesInput = isHidden
        if isHidden { echoOffers = min(echoOffers + 1, TelnetDecoder.echoOffersKept) }
        return [TelnetDecoder.iac, isHidden ? Command.will : Command.wont, Option.echo]
    }

    // MARK: - Characters that telnet has spoiled

    /// The byte that stands for a command amid a character: telnet took it for the key that gives this command.
    static func key(of command: UInt8) -> UInt8? {
        switch command {
        case Command.interrupt: 0x83  // Ctrl-C
        case Command.endOfFile: 0x84  // Ctrl-D
        case Command.eraseCharacter: 0x88  // Ctrl-H
        case Command.abortOutput: 0x8F  // Ctrl-O
        case Command.areYouThere: 0x94  // Ctrl-T
        case Command.eraseLine: 0x95  // Ctrl-U
        case Command.suspend: 0x9A  // Ctrl-Z
        case Command.break, Command.abort: 0x9C  // Ctrl-\
        default: nil
        }
    }

    /// Whether characters of a line lack bytes: a telnet may have kept them for itself (Ctrl-E toggles its echo, Ctrl-] opens its prompt).
    ///
    /// There must also be a whole character beyond ASCII. A line of another charset hardly has one.
    package static func lacksBytes(_ line: UnsafeRawBufferPointer) -> Bool {
        var (isWhole, isBroken) = (false, false)
        var rest = line[...]
        while let lead = rest.popFirst() {
            guard lead >= 0x80 else { continue }
            let wanted = bytesBehind(lead)
            guard wanted > 0 else { return false }
            let found = min(rest.prefix { $0 & 0xC0 == 0x80 }.count, Int(wanted))
            rest = rest.dropFirst(found)
            if found == wanted { isWhole = true } else { isBroken = true }
        }
        return isWhole && isBroken
    }

    /// Bytes that follow on the first one of a character beyond ASCII; 0 where it is none.
    static func bytesBehind(_ lead: UInt8) -> UInt8 {
        switch lead {
        case 0xC2...0xDF: 1
        case 0xE0...0xEF: 2
        case 0xF0...0xF4: 3
        default: 0
        }
    }

    /// What to send to a telnet that kept bytes of a line for itself, so that it does not do so again.
    ///
    /// At WILL BINARY and WONT BINARY, Debian's telnet sets its terminal anew, with the echo that Ctrl-E may have turned off.
    /// - Returns: nothing if that was sent before.
    package mutating func recover() -> [UInt8] {
        guard !hasRecovered else { return [] }
        hasRecovered = true
        var request: [UInt8] = []
        if binary == .off, !hasSpoken { ask(&request) }
        for verb in [Command.will, Command.wont] { request += [TelnetDecoder.iac, verb, Option.binary] }
        return request
    }
}
