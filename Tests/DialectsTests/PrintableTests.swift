import ChatCore
import Dialects
import TestSupport
import Testing

/// Whatever bytes come in, what leaves is valid UTF-8 without controls: lines of three sessions go through the parser, the hub and every rendering.
@Suite("The printable guarantee")
struct PrintableTests {
    private static let starts = [
        "", "", "//", "/me ", "/msg ann ", "/msg bob ", "/msg #lobby ", "/topic ", "/topic #lobby ", "/away ", "/part ",
        "/join #lobby ",
        "/join ", "/nick ", "/reply ", "/ignore ", "/history ", "/who ", "/whois ", "/rooms ", "/help ", "/ping ",
        "/quit ", "/names ",
        "/wire ", "/", "@1 ", "@",
    ].map { Array($0.utf8) }

    /// Controls, line breaks, the first and last of each length of UTF-8, halves of such, and letters.
    private static let pieces: [[UInt8]] =
        (UInt8(0)...0x1F).map { [$0] } + (UInt8(0x7E)...0xA1).map { [$0] } + (UInt8(0xBE)...0xC5).map { [$0] }
        + (UInt8(0x80)...0xA1).map { [0xC2, $0] }
        + [
            [0xE2, 0x80, 0x8B], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xAE], [0xE2, 0x81, 0xA6], [0xEF, 0xBB, 0xBF],
            [0xE2, 0x80, 0x8D],
            [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x91, 0x8D], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x8A], [0xFF],
            [0xFF, 0xFD, 0x06],
            [0x20], [0x20, 0x20], [0x61], [0x2F], [0x23], [0x3A], [0x2D],
        ]

    private static func line(_ random: inout SplitMix64) -> [UInt8] {
        var line = random.pick(starts)
        let length = random.chance(3) ? random.below(1_500) : random.below(12)
        let isText = random.chance(50)
        for _ in 0..<length {
            if isText || random.chance(60) {
                line.append(UInt8(ascii: "a") + UInt8(random.below(26)))
            } else {
                line += random.pick(pieces)
            }
        }
        return line.filter { $0 != UInt8(ascii: "\n") }
    }

    /// What is wrong with lines towards such a view; nil: nothing.
    private static func fault(in lines: [UInt8], _ view: LineForm) -> String? {
        if lines.isEmpty { return nil }
        guard let text = String(validating: lines, as: UTF8.self) else { return "it is not UTF-8" }
        guard lines.last == UInt8(ascii: "\n") else { return "it has no end" }
        for line in lines.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let body = view.contains(.crlf) && line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if body.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "it has a control" }
            if body.count > 4_094 { return "it is \(body.count) bytes long" }
            if body.isEmpty { return "it is empty" }
            if !view.contains(.wire) && !isOfPeople(body) { return "it starts like nothing" }
        }
        let isC1 = text.unicodeScalars.contains {
            (0x80...0x9F).contains($0.value) || $0.value == 0x2028 || $0.value == 0x202E
        }
        return isC1 ? "it has a C1 control, a line break or a bidi control" : nil
    }

    private static func isOfPeople(_ line: ArraySlice<UInt8>) -> Bool {
        let starts = ["<", "#", "* ", "[", "*** ", "-- ", "!! "]
        let clock = view(line, hasClock: true)
        return starts.contains { line.starts(with: $0.utf8) || clock.starts(with: $0.utf8) }
    }

    private static func view(_ line: ArraySlice<UInt8>, hasClock: Bool) -> ArraySlice<UInt8> {
        let head = Array(line.prefix(6))
        return head.count == 6 && head[2] == UInt8(ascii: ":") && head[5] == UInt8(ascii: " ")
            ? line.dropFirst(6) : line
    }

    @Test("no line that leaves has a byte that it must not have", arguments: 1...8 as ClosedRange<UInt64>)
    func endToEnd(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let hub = Hub(lobby: "#lobby")
        let renderer = Renderer()
        var now = Moment(wall: 1_795_377_481_123_000, steady: 0)
        var effects: [Effect] = []
        let views: [LineForm] = [[], .timestamps, .crlf, .wire, [.wire, .crlf]]
        let people = views.map { _ in hub.connect(at: now, &effects) }
        for (id, nick) in zip(people, ["ann", "bob", "cy", "dee", "eve"]) {
            hub.perform(.nick(Nick(nick)), by: id, at: now, &effects)
        }
        for _ in 0..<600 {
            now.wall += 1_000_000
            let asker = random.below(people.count)
            var line = PrintableTests.line(&random)
            let view = views[asker]
            if view.contains(.wire), random.chance(90) { line = Array("@a1 ".utf8) + line }
            let request = line.withUnsafeBytes { Request(line: $0, isWire: view.contains(.wire)) }
            effects.removeAll(keepingCapacity: true)
            let lines = ByteBuffer()
            switch request.body {
            case .command(let command): hub.perform(command, by: people[asker], at: now, &effects)
            case .refused(let refusal): renderer.append(refusal, tag: request.tag, for: view, to: lines)
            case .server(.help(let verb)):
                if CommandTable.help(on: verb) == nil {
                    renderer.append(CommandTable.unknown(verb ?? ""), tag: request.tag, for: view, to: lines)
                }
            case .server(.ping(let token)):
                renderer.append(ServerReply.ping(token: token), tag: request.tag, for: view, to: lines)
            case .server, .account, .prompt, .nothing, .irc: break
            }
            render(effects, renderer, request.tag, view, now.wall, into: lines)
            if let fault = PrintableTests.fault(in: Array(lines.bytes), view) {
                Issue.record("seed \(seed): \(fault): \(line) led to \(Array(lines.bytes))")
            }
            for event in effects.compactMap(\.event) {
                for view in [[], .elsewhere, .timestamps, .crlf, .wire] as [LineForm] {
                    let lines = ByteBuffer()
                    renderer.append(event, for: view, to: lines)
                    if let fault = PrintableTests.fault(in: Array(lines.bytes), view) {
                        Issue.record("seed \(seed): \(fault): \(line) led to \(Array(lines.bytes))")
                    }
                }
            }
        }
    }

    /// The asker's own answer.
    private func render(
        _ effects: [Effect], _ renderer: Renderer, _ tag: Tag, _ view: LineForm, _ now: Int64, into lines: ByteBuffer
    ) {
        for effect in effects {
            switch effect {
            case .row(let row): renderer.append(row, tag: tag, now: now, for: view, to: lines)
            case .done(let reply): renderer.append(reply, tag: tag, for: view, to: lines)
            case .refused(let refusal): renderer.append(refusal, tag: tag, for: view, to: lines)
            case .entered(let entry):
                if !view.contains(.wire) { renderer.append(entry, now: now, for: view, to: lines) }
            case .deliver, .show, .shared, .roomClosed, .dismissed: break
            }
        }
    }
}

extension Effect {
    fileprivate var event: Event? {
        switch self {
        case .deliver(let event, _, _), .show(let event, _): event
        default: nil
        }
    }
}
