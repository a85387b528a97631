import Framing
import Glibc
import TestSupport

/// A peer that asks for what is answered at once and for what is answered later, and checks that each is answered once, in order.
///
/// What it asks for has a token, which no other has: `fast1`, `slow2`.
final class DeferredPeer {
    enum Kind: CaseIterable {
        case people, telnet, wire
    }

    private struct Asked {
        let token: String
        /// People get no answer to what they say.
        let isSaid: Bool
    }

    let kind: Kind
    private let descriptor: Int32
    private let ledger: DeferredLedger
    private var queue: [UInt8] = []
    private var received: [UInt8] = []
    private var readTo = 0
    /// What is not answered yet, in its order.
    private var asked: [Asked] = []
    private(set) var isClosed = false
    private(set) var isHalfClosed = false
    private(set) var isAtEnd = false

    private static let iac: UInt8 = 255

    init(_ descriptor: Int32, _ kind: Kind, _ ledger: DeferredLedger) {
        self.descriptor = descriptor
        self.kind = kind
        self.ledger = ledger
        switch kind {
        case .people: break
        case .telnet: queue += [DeferredPeer.iac, 251, 31]
        case .wire: queue += Array("/wire 1\n".utf8)
        }
    }

    deinit {
        close()
    }

    // MARK: - What it does

    private var maySend: Bool { !isClosed && !isHalfClosed && !isAtEnd }

    /// - Parameter saysToo: what is said at a pace may be refused, and people are not told which line it was.
    func ask(_ generator: inout SplitMix64, saysToo: Bool) {
        guard maySend else { return }
        if kind == .telnet, generator.chance(40) { return askBesideLines(&generator) }
        let token = ledger.token(isSlow: generator.chance(40))
        let isSaid = (saysToo || kind == .wire) && generator.chance(30)
        asked.append(Asked(token: token, isSaid: isSaid))
        if isSaid { ledger.say(token) }
        let line = (kind == .wire ? "@\(token) " : "") + (isSaid ? token : "/ping \(token)")
        queue += Array(line.utf8) + (kind == .telnet ? [13, 10] : [10])
    }

    private func askBesideLines(_ generator: inout SplitMix64) {
        if generator.chance(50) {
            asked.append(Asked(token: "yes", isSaid: false))
            queue += [DeferredPeer.iac, 246]
        } else {
            asked.append(Asked(token: "leaves", isSaid: false))
            queue += [DeferredPeer.iac, 244] + (generator.chance(50) ? [DeferredPeer.iac, 253, 6] : [])
        }
    }

    /// Asks for what is answered behind all the rest.
    func askLast() {
        guard maySend else { return }
        let token = ledger.token(isSlow: false)
        asked.append(Asked(token: token, isSaid: false))
        queue += Array(((kind == .wire ? "@\(token) " : "") + "/ping \(token)\n").utf8)
    }

    func send(_ count: Int = .max) {
        guard maySend, !queue.isEmpty else { return }
        let bytes = Array(queue.prefix(count))
        queue.removeFirst(max(0, Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))))
    }

    func halfClose() {
        guard maySend else { return }
        askLast()
        while !queue.isEmpty, maySend { send() }
        isHalfClosed = true
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Goes without a word, whatever was sent to it.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        Glibc.close(descriptor)
    }

    var isServed: Bool { isClosed || (queue.isEmpty && asked.isEmpty && (!isHalfClosed || isAtEnd)) }

    /// Whether one of these is its.
    func asked(for tokens: [String]) -> Bool { asked.contains { tokens.contains($0.token) } }

    // MARK: - What it is sent

    func receive() throws {
        guard !isClosed, !isAtEnd else { return }
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else {
                isAtEnd = count == 0 || errno != EAGAIN
                break
            }
            received += buffer[..<count]
        }
        while let end = received[readTo...].firstIndex(of: 10) {
            let line = DeferredPeer.withoutTelnet(received[readTo..<end])
            readTo = end + 1
            try take(String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self))
        }
        guard isAtEnd else { return }
        try ledger.demand(isHalfClosed, "a peer was put out")
        try ledger.demand(asked.isEmpty, "\(asked) were not answered before the end")
    }

    private func take(_ line: String) throws {
        let words = line.split(separator: " ")
        guard words.count > 1 else { return }
        switch (kind, words[0]) {
        case (.wire, "OK") where words[1] != "-": try answered(String(words[1]), nil)
        case (.wire, "ERR"): try answered(String(words[1]), String(words[2]))
        case (.wire, _): break
        case (_, "!!"): try answered(nil, String(words[1].dropLast()))
        case (_, "--") where words[1] == "pong": try answered(String(words[2]), nil)
        case (_, "--") where line == "-- yes" || line == "-- /quit leaves":
            try answered(String(words[words.count - 1]), nil)
        default: break
        }
    }

    /// - Parameter token: nil where the answer does not tell.
    private func answered(_ token: String?, _ refusal: String?) throws {
        while kind != .wire, let first = asked.first, first.isSaid, ledger.outcomes[first.token] != .refused {
            try ledger.wasSaid(first.token)
            asked.removeFirst()
        }
        try ledger.demand(!asked.isEmpty, "an answer to nothing: \(token ?? "") \(refusal ?? "")")
        let first = asked.removeFirst()
        if let token { try ledger.demand(token == first.token, "\(token) was answered, not \(first.token)") }
        switch refusal {
        case nil:
            if first.isSaid { try ledger.wasSaid(first.token) }
            let isRight = ledger.outcomes[first.token] == (first.token.hasPrefix("slow") ? .answered : nil)
            try ledger.demand(isRight, "\(first.token) was carried out")
        case "not-now": try ledger.demand(ledger.outcomes[first.token] == .refused, "\(first.token) was refused")
        case "slow-down": try ledger.wasTooFast(first.token)
        case let code?: throw DeferredLedger.Fault(description: "\(first.token) was refused: \(code)")
        }
    }

    private static func withoutTelnet(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == iac else {
                text.append(byte)
                continue
            }
            if let command = rest.popFirst(), (0xFB...0xFE).contains(command) { _ = rest.popFirst() }
        }
        return text
    }
}
