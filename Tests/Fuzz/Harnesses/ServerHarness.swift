import ChatCore
import Configuration
import Glibc
import Libevent
import Logging

@testable import ChatServer

/// The whole server, behind pairs of sockets, with up to six peers who do what the input says: some speak the wire form as they should,
/// some speak IRC, some send whatever there is, by telnet's form or through a proxy, cut anywhere, and stop reading, go and come as they
/// like; and the server is handed over to another in the middle of it.
///
/// 1. What leaves the server are whole lines that can be shown; for clients of IRC they are as `FuzzedIRCReader` says.
/// 2. Whoever speaks the wire form or IRC has each request answered once, in their order.
/// 3. What was answered by OK in the lobby reaches all of those who stay there, once and in order.
/// 4. The hub's tables agree with each other.
/// 5. When all have gone nothing is left of them.
public final class ServerHarness: Harness {
    private static let mostPeers = 6

    let turner: Turner
    private let address: SocketAddress
    /// Of the clients of IRC.
    let ircAddress: SocketAddress
    /// Nobody says that address in this run.
    private(set) var tellsNoAddress = false
    private let deliver: (FuzzPeer) throws(Violation) -> Void

    public convenience init() throws {
        try self.init { peer throws(Violation) in try peer.receive() }
    }

    /// - Parameter deliver: has a peer take what it was sent.
    init(deliver: @escaping (FuzzPeer) throws(Violation) -> Void) throws {
        turner = try Turner()
        guard let address = try Endpoint("127.0.0.1:1")?.resolve().first,
            let ircAddress = try Endpoint("192.0.2.77:1")?.resolve().first
        else { throw Violation(description: "127.0.0.1 is no address, or 192.0.2.77") }
        self.address = address
        self.ircAddress = ircAddress
        self.deliver = deliver
    }

    public func run(_ input: UnsafeRawBufferPointer) throws(Violation) {
        var data = FuzzedData(input)
        // What is between its digits may be read over.
        let digits = input.filter { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        tellsNoAddress = !String(decoding: digits, as: UTF8.self).contains(ircAddress.ip?.description ?? "")
        let day: Day
        do {
            day = try Day(ServerHarness.configuration(&data), on: turner)
        } catch {
            throw Violation(description: "no server: \(error)")
        }
        defer { turner.loop.onTurnEnd = nil }
        while !data.isEmpty, day.steps < 150 {
            try step(&data, in: day)
            if data.flag() { try turn(day) }
        }
        try settle(day)
        try day.checkDeliveries()
        try day.checkHub()
        if data.flag() { try drain(day) }
        for peer in day.peers { try peer.checkReceived() }
        try leave(day)
    }

    private static func configuration(_ data: inout FuzzedData) -> Configuration {
        var configuration = Configuration()
        let choice = data.byte()
        configuration.limits.connectsPerSecond = 0
        // Seldom, as libevent's timers take a few milliseconds, be they ever so short.
        configuration.limits.messagesPerSecond = choice & 0x31 == 1 ? 1_000_000 : 0
        configuration.limits.burst = choice & 2 == 0 ? 3 : 20
        configuration.limits.sendQueueBytes = choice & 4 == 0 ? 1 << 20 : 4_096
        configuration.motd = choice & 8 == 0 ? [] : ["Welcome.", ""]
        configuration.listen.append(Day.ircListen)
        configuration.proxy.trusted = [try? Network("127.0.0.0/8")].compactMap { $0 }
        return configuration
    }

    // MARK: - The script

    private func step(_ data: inout FuzzedData, in day: Day) throws(Violation) {
        day.steps += 1
        let deed = data.below(24)
        if day.peers.isEmpty || deed < 2 { return try connect(&data, in: day) }
        let peer = data.pick(day.peers)
        switch deed {
        case 2..<9: speak(peer, &data, in: day)
        case 9..<12: peer.send(1 + data.below(32))
        case 12..<16: peer.send()
        case 16: peer.halfClose()
        case 17: peer.close()
        case 18: peer.read(data.flag())
        case 19: try day.handOver()
        case 20: day.server.upkeep.sweep()
        case 21: if !peer.isStrict { peer.put(Array(repeating: data.byte(), count: 64 * data.below(256))) }
        default: try turn(day)
        }
    }

    private func connect(_ data: inout FuzzedData, in day: Day) throws(Violation) {
        let kind = data.below(8)
        day.forgetClosed()
        guard day.peers.count < ServerHarness.mostPeers else { return }
        if kind > 3 { return try connectIRC(&data, isStrict: kind < 6, in: day) }
        guard kind < 2 else {
            try day.connect(from: address, isStrict: false, byProxy: kind == 3)
            return
        }
        // So that all of what comes after it is its own to hear.
        try settle(day)
        let peer = try day.connect(from: address, isStrict: true, byProxy: false)
        peer.put(Array("/wire 1\n".utf8))
        let isGreeted = try turner.turn { () throws(Violation) in
            peer.send()
            try receive(day)
            return peer.isPresent
        }
        try demand(isGreeted, "a newcomer was not answered")
    }

    private func speak(_ peer: FuzzPeer, _ data: inout FuzzedData, in day: Day) {
        switch (peer.isStrict, peer.irc != nil) {
        case (true, false): request(by: peer, &data, in: day)
        case (true, true): ask(irc: peer, &data)
        case (false, false): peer.put(data.bytes(data.below(64)))
        case (false, true): ramble(by: peer, &data, in: day)
        }
    }

    private func request(by peer: FuzzPeer, _ data: inout FuzzedData, in day: Day) {
        let room = data.pick(["#a", "#b"])
        let name = data.pick(["ann", "bob", "guest1", "guest2", "cy"])
        func ask(_ words: String) { peer.ask(Array(words.utf8)) }
        switch data.below(20) {
        case 0..<7: peer.ask(Array("/msg #lobby ".utf8) + text(&data), saysInLobby: true)
        case 7: peer.ask(Array("/msg \(name) ".utf8) + text(&data))
        case 8: peer.ask(Array("/me ".utf8) + text(&data))
        case 9: ask("/nick \(name)")
        case 10: ask("/join \(room)")
        case 11: ask("/part \(room)")
        case 12: peer.ask(Array("/topic \(room) ".utf8) + text(&data))
        case 13: ask(data.pick(["/who", "/names", "/rooms", "/whois \(name)", "/topic", "/uptime", "/motd", "/help"]))
        case 14: ask("/history #lobby \(data.below(64))")
        case 15: peer.ask(Array("/away ".utf8) + text(&data))
        case 16: ask(data.pick(["/back", "/quiet on", "/time on", "/reply hm", "/ping a", "/version", "/nonsense"]))
        default: peer.ask(text(&data))
        }
    }

    /// Words that are no command.
    private func text(_ data: inout FuzzedData) -> [UInt8] {
        Array("x".utf8) + data.text(atMost: 300).utf8
    }

    // MARK: - Turns

    private func turn(_ day: Day) throws(Violation) {
        turner.turn()
        try receive(day)
    }

    func receive(_ day: Day) throws(Violation) {
        for peer in day.peers { try deliver(peer) }
    }

    /// Everything is sent, and what was asked is answered.
    func settle(_ day: Day) throws(Violation) {
        let isSettled = try turner.turn { () throws(Violation) in
            for peer in day.peers where peer.isStrict { peer.send() }
            try receive(day)
            return day.peers.allSatisfy { $0.isServed }
        }
        guard !isSettled, let peer = day.peers.first(where: { !$0.isServed }) else { return }
        throw Violation(description: "\(peer.unanswered.first ?? "a request") was not answered")
    }

    /// The server ends, and all are told.
    private func drain(_ day: Day) throws(Violation) {
        day.server.drain()
        let isOver = try turner.turn { () throws(Violation) in
            try receive(day)
            return day.peers.allSatisfy { !$0.isStrict || $0.isAtEnd || $0.isClosed }
        }
        try demand(isOver, "the server ended, and somebody is still there")
    }

    /// Nothing is left of those who go.
    private func leave(_ day: Day) throws(Violation) {
        for peer in day.peers { peer.close() }
        let isEmpty = try turner.turn { () throws(Violation) in
            day.server.connections == 0
                && day.servers.allSatisfy { $0.arrivals.gate.count == 0 && $0.departures.leaving.isEmpty }
        }
        try demand(isEmpty, "all have gone, and there are \(day.server.connections) connections")
        try demand(
            day.server.isDraining || (day.server.sessionCount == 0 && day.server.roomCount <= 1),
            "all have gone, and there are \(day.server.sessionCount) sessions in \(day.server.roomCount) rooms")
    }
}
