import ChatCore
import Cluster
import Configuration
import Dialects
import Framing
import NATS
import Passwords
import Secrets
import Testing
import Web

@testable import ChatServer
@testable import Store

/// Each harness finds a fault where there is one: given something broken to look at, it does not pass its corpus.
@Suite("A harness finds what is broken")
struct HarnessTests {
    /// - Parameter words: that stand in what is said of the fault.
    private func demandFault(_ words: String, in harness: some Harness, of name: String) throws {
        let faults = try Corpus.inputs(of: name).compactMap { input in
            do throws(Violation) { try harness.run(input.bytes) } catch { return error.description }
            return nil
        }
        #expect(faults.contains { $0.contains(words) }, "\(faults)")
    }

    @Test("a telnet decoder that forgets where it was when a read ends")
    func forgetfulDecoder() throws {
        let harness = TelnetHarness { decoder, bytes, text, answers in
            decoder = TelnetDecoder()
            return decoder.decode(bytes, at: 0, text: &text, answers: &answers)
        }
        try demandFault("byte by byte", in: harness, of: "telnet")
    }

    @Test("a telnet decoder that answers what it is answered")
    func loopingDecoder() throws {
        let harness = TelnetHarness { decoder, bytes, text, answers in
            let result = decoder.decode(bytes, at: 0, text: &text, answers: &answers)
            // WONT is answered by DO, which is answered by WONT.
            if bytes.starts(with: [TelnetDecoder.iac, 252]) { answers += [TelnetDecoder.iac, 253, 31] }
            return result
        }
        try demandFault("would be answered", in: harness, of: "telnet")
    }

    @Test("a telnet decoder that tells a signal before the text that stands before it")
    func hastyDecoder() throws {
        let harness = TelnetHarness { decoder, bytes, text, answers in
            var signal: TelnetDecoder.Signal?
            var rest = bytes[...]
            while !rest.isEmpty, signal == nil {
                let result = decoder.decode(
                    UnsafeRawBufferPointer(rebasing: rest), at: 0, text: &text, answers: &answers)
                rest = rest.dropFirst(result.taken)
                signal = result.signal
            }
            // What follows the signal is taken as if it stood before it.
            while !rest.isEmpty, rest.first != TelnetDecoder.iac {
                text.append(rest.removeFirst())
            }
            return (bytes.count - rest.count, signal)
        }
        try demandFault("byte by byte", in: harness, of: "telnet")
    }

    @Test("a batch of the log that is written otherwise than it was read")
    func carelessBatch() throws {
        let harness = BatchHarness { batch in
            Batch(level: batch.level, by: batch.writer, number: batch.number + 1, batch.entries).text
        }
        try demandFault("is written as", in: harness, of: "batch")
    }

    @Test("a reader of NATS that forgets where it was when a read ends")
    func forgetfulReader() throws {
        let harness = NATSHarness { (decoder, bytes, messages) throws(DecodingFault) in
            decoder = ServerDecoder(maximumPayload: decoder.maximumPayload)
            try decoder.decode(bytes, into: &messages)
        }
        try demandFault("in pieces of", in: harness, of: "nats")
    }

    @Test("a decoder of frames that forgets where it was when a read ends")
    func forgetfulFrames() throws {
        let harness = WebSocketHarness { decoder, bytes, lines in
            decoder = WebSocketDecoder(decoder.kind, maximumMessage: 300)
            return decoder.decode(bytes, into: &lines)
        }
        try demandFault("byte by byte", in: harness, of: "websocket")
    }

    @Test("a socket for a page of any site")
    func carelessOrigins() throws {
        let harness = HTTPHeadHarness { head, rules, site in
            var open = rules
            open.origins = ["*"]
            return WebRequest(head, open, site)
        }
        try demandFault("may connect", in: harness, of: "httphead")
    }

    @Test("a request that is read out of what another one brought along")
    func smuggled() throws {
        let harness = HTTPHeadHarness { head, rules, site in
            let request = WebRequest(head, rules, site)
            guard case .refused(var refusal) = request else { return request }
            refusal.response.closes = false
            return .refused(refusal)
        }
        try demandFault("another request may follow", in: harness, of: "httphead")
    }

    @Test("cleaning that leaves a bidi control")
    func carelessCleaning() throws {
        let harness = RequestHarness { bytes in
            bytes.count == 3 && bytes.first == 0xE2 ? Array(bytes) : TextHygiene.clean(bytes)
        }
        try demandFault("bidi control", in: harness, of: "request")
    }

    @Test("cleaning that takes too much away")
    func greedyCleaning() throws {
        let harness = RequestHarness { bytes in
            TextHygiene.clean(bytes).map { $0.first == UInt8(ascii: "/") ? Array($0.dropFirst()) : $0 }
        }
        try demandFault("changed what was clean", in: harness, of: "request")
    }

    @Test("a wire form that cuts a text at a colon")
    func cuttingWire() throws {
        let renderer = Renderer()
        let harness = WireHarness { event, view, lines in
            guard case .topic(let nick, let text) = event.kind else {
                return renderer.append(event, for: view, to: lines)
            }
            let head = Text(cleaned: Array(text.utf8.prefix { $0 != UInt8(ascii: ":") }))
            let cut = Event(id: event.id, time: event.time, room: event.room, .topic(by: nick, head))
            renderer.append(cut, for: view, to: lines)
        }
        try demandFault("was read as", in: harness, of: "wire")
    }

    @Test("lines for people that begin with what somebody says")
    func forgedLines() throws {
        let renderer = Renderer()
        let harness = HumanHarness { event, view, lines in
            if case .notice(let text) = event.kind { lines.put(text) }
            renderer.append(event, for: view, to: lines)
        }
        try demandFault("does not start with", in: harness, of: "human")
    }

    @Test("lines that should end in CR LF, and end in LF alone")
    func bareLineFeeds() throws {
        let renderer = Renderer()
        let harness = HumanHarness { event, view, lines in
            renderer.append(event, for: view.subtracting(.crlf), to: lines)
        }
        try demandFault("CR LF", in: harness, of: "human")
    }

    @Test("a PROXY header that begins anew with each read")
    func forgetfulHeader() throws {
        let harness = ProxyHarness { header, bytes in
            header = ProxyHeader()
            return header.consume(bytes)
        }
        try demandFault("cut into pieces", in: harness, of: "proxy")
    }

    @Test("a configuration that is written as it would not be read")
    func impossibleNumber() throws {
        let harness = ConfigurationHarness { configuration in
            var other = configuration
            other.limits.burst = 0
            return other.toml
        }
        try demandFault("has faults", in: harness, of: "configuration")
    }

    @Test("a configuration of which a number is written wrongly")
    func changedNumber() throws {
        let harness = ConfigurationHarness { configuration in
            var other = configuration
            other.limits.burst += 1
            return other.toml
        }
        try demandFault("says something else", in: harness, of: "configuration")
    }

    @Test("a handover that forgets who has gone silent")
    func forgottenSilence() throws {
        let harness = HandoverHarness { state in
            var other = state
            for index in other.sessions.indices { other.sessions[index].lastHeard += 1 }
            return other.bytes
        }
        try demandFault("was read again as", in: harness, of: "handover")
    }

    @Test("a past that loses its last message")
    func lostMessage() throws {
        let harness = HandoverHarness(writePast: { past in
            var shorter = past
            if !past.said.isEmpty { shorter.said.removeLast() }
            return shorter.bytes
        })
        try demandFault("handed over in two it is another", in: harness, of: "handover")
        try demandFault("was read again as something else", in: harness, of: "handover")
    }

    @Test("lines that may be a byte longer, or shorter, than they should", arguments: [1, -1])
    func wrongBound(_ difference: Int) throws {
        try demandFault("should have been", in: FramingHarness { max(0, $0 + difference) }, of: "framing")
    }

    @Test("a server whose lines come twice")
    func repeatedLines() throws {
        let harness = try ServerHarness { peer throws(Violation) in
            try peer.receive { $0.starts(with: Array("MSG ".utf8)) ? $0 + $0 : $0 }
        }
        try demandFault("came id", in: harness, of: "server")
    }

    @Test("a server that keeps a line from somebody")
    func lostLines() throws {
        let harness = try ServerHarness { peer throws(Violation) in
            try peer.receive { read in
                let lines = read.split(separator: 10).filter { !$0.starts(with: Array("MSG ".utf8)) }
                return Array(lines.map { $0 + [10] }.joined())
            }
        }
        try demandFault("did not reach everybody", in: harness, of: "server")
    }

    @Test("a server that lets a control through")
    func uncleanLines() throws {
        let harness = try ServerHarness { peer throws(Violation) in
            try peer.receive { $0.starts(with: Array("MSG ".utf8)) ? $0.dropLast() + [7, 10] : $0 }
        }
        try demandFault("has the control", in: harness, of: "server")
    }

    /// - Parameter change: what becomes of a line that a client of IRC is sent, without its end; nil: it is not sent.
    private func server(_ change: @escaping (String) -> String?, end: String = "\r\n") throws -> ServerHarness {
        try ServerHarness { peer throws(Violation) in
            try peer.receive { read in
                guard peer.irc != nil else { return read }
                // Those who talk read whole lines.
                return read.split(separator: 10).flatMap { line in
                    let words = String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
                    return change(words).map { Array(($0 + end).utf8) } ?? []
                }
            }
        }
    }

    @Test("a server that forgets the CR of IRC's lines")
    func linesOfIRCWithoutCR() throws {
        try demandFault("does not end in CR LF", in: try server({ $0 }, end: "\n"), of: "server")
    }

    @Test("a server that answers a client of IRC behind its PONG")
    func lateAnswers() throws {
        let harness = try server({ $0.contains("label=") && !$0.contains(" BATCH ") ? nil : $0 })
        try demandFault("came before the answer", in: harness, of: "server")
    }

    @Test("a server that never ends a batch")
    func endlessBatches() throws {
        try demandFault("came before the end of", in: try server({ $0.contains(" BATCH -") ? nil : $0 }), of: "server")
    }

    @Test("a server that tells IRC's readers an address")
    func toldAddresses() throws {
        let harness = try server({ $0.contains(" JOIN ") ? $0 + " 192.0.2.77" : $0 })
        try demandFault("tells an address", in: harness, of: "server")
    }

    @Test("a server that keeps a line from IRC's readers")
    func linesLostForIRC() throws {
        let harness = try server({ $0.contains(" PRIVMSG #lobby ") && !$0.contains("label=") ? nil : $0 })
        try demandFault("did not reach everybody", in: harness, of: "server")
    }

    @Test("facts of which all but the first are forgotten")
    func forgetfulFacts() throws {
        let harness = FactsHarness { facts in
            var batch = FactBatch()
            for fact in facts.prefix(1) { batch.append(fact) }
            return batch.bytes
        }
        try demandFault("were read again", in: harness, of: "facts")
    }

    @Test("a search that hands on what was typed")
    func rawSearch() throws {
        let harness = try SearchHarness { terms, rooms in
            terms.query(in: rooms, by: nil).replacing("\"", with: "")
        }
        try demandFault("which is none", in: harness, of: "search")
    }

    @Test("a search that forgets for which rooms it is")
    func curiousSearch() throws {
        let harness = try SearchHarness { terms, _ in terms.query(in: [1, 2], by: nil) }
        try demandFault("in another room", in: harness, of: "search")
    }

    @Test("a token that is taken in another spelling")
    func lenientToken() throws {
        let harness = PasswordsHarness { secret in
            let letters = secret.withBytes { Array($0.dropLast()) }
            return LoginToken.digest(of: Secret(letters + Array("A".utf8)))
        }
        try demandFault("written in another way", in: harness, of: "passwords")
    }

    @Test("lines of IRC whose tags are not escaped again")
    func unescapedTags() throws {
        let harness = IRCHarness(write: { message, lines in
            let tags = message.tags.filter(\.isClientOnly).map { Array($0.key) + Array("=".utf8) + $0.value }
            if !tags.isEmpty { lines.append(Array("@".utf8) + tags.joined(separator: ";".utf8) + Array(" ".utf8)) }
            lines.put("X\r\n")
        })
        try demandFault("was written again as", in: harness, of: "irc")
    }

    @Test("lines of IRC that are not cut")
    func endlessLines() throws {
        let harness = IRCHarness(write: { message, lines in
            lines.put("PRIVMSG #somewhere :")
            lines.append(message[max(0, message.count - 1)])
            lines.put("\r\n")
        })
        try demandFault("bytes", in: harness, of: "irc")
    }

    @Test("events for IRC whose lines are too long, or with ids for who knows none")
    func badRenderings() throws {
        let endless = IRCAnswersHarness(render: { event, _, lines in
            lines.put(":irc.example NOTICE * :")
            if case .message(_, let text) = event.kind { lines.put(text) }
            lines.put("\r\n")
        })
        try demandFault("bytes", in: endless, of: "ircanswers")
        let tagged = IRCAnswersHarness(render: { event, _, lines in
            IRCRendering(ReaderClass(index: 4), server: "irc.example").append(
                event, isElsewhere: false, zone: 0, to: lines)
        })
        try demandFault("who knows no tags", in: tagged, of: "ircanswers")
    }

    @Test("formatting that reaches readers of lines")
    func leakedCodes() throws {
        let harness = IRCHarness(plain: { Text(cleaned: $0.utf8) })
        try demandFault("it has the control U+3", in: harness, of: "irc")
    }
}
