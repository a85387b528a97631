import ChatCore
import Testing

@testable import Dialects

@Suite("MODE of a room")
struct RoomModeRequestTests {
    private typealias Step = RoomModeRequest.Step

    private func request(_ line: String) -> RoomModeRequest {
        RoomModeRequest(line.split(separator: " ", omittingEmptySubsequences: false).map(String.init))
    }

    private func mask(_ text: String) throws -> IRCMask { try #require(IRCMask(text, in: .bans)) }

    @Test("takes flags, ranks and masks in their order")
    func order() throws {
        let request = request("+nv-b+o-t bob spam* ann")
        #expect(
            request.steps == [
                .flag(.noOutside, isSet: true), .rank(.voice, "bob", isSet: true),
                .mask(try mask("spam*"), isSet: false), .rank(.op, "ann", isSet: true),
                .flag(.topicLocked, isSet: false),
            ])
        #expect(request.faults.isEmpty && request.changes)
    }

    @Test("without a sign letters are set, and without letters it asks")
    func plain() {
        #expect(request("i").steps == [.flag(.inviteOnly, isSet: true)])
        #expect(RoomModeRequest([]).isQuestion)
        #expect(request("").isQuestion)
        #expect(request("+-").isQuestion)
    }

    @Test("a list without a mask is asked for", arguments: ["b", "+b", "-b", "bb", "+b ", "b-b"])
    func lists(line: String) {
        let request = request(line)
        #expect(request.steps == [.list(.bans)] && !request.changes)
    }

    @Test("lists asked for take no parameter from those that must have one")
    func listsAndRanks() {
        #expect(request("+bo ann").steps == [.list(.bans), .rank(.op, "ann", isSet: true)])
        #expect(request("+eI").steps == [.list(.exempts), .list(.invited)])
    }

    @Test("k has a key, which may be left out or named where it is taken away")
    func keys() throws {
        let key = try #require(RoomKey("beer"))
        #expect(request("+k beer").steps == [.key(key)])
        for line in ["-k", "-k beer", "-k *", "+k-k beer beer"] { #expect(request(line).steps == [.key(nil)]) }
        #expect(request("-ko ann").steps == [.key(nil), .rank(.op, "ann", isSet: false)])
        #expect(request("-ko beer ann").steps == [.key(nil), .rank(.op, "ann", isSet: false)])
        for bad in ["a,b", "a:b", "-", String(repeating: "x", count: 33)] {
            #expect(request("+k \(bad)").faults == [.badValue(letter: UInt8(ascii: "k"), "*")])
        }
        for line in ["+k", "+k "] { #expect(request(line).faults == [.badValue(letter: UInt8(ascii: "k"), "*")]) }
        #expect(RoomModeRequest(["+k", "a b"]).faults == [.badValue(letter: UInt8(ascii: "k"), "*")])
    }

    @Test("l has a number")
    func limits() {
        #expect(request("+l 10").steps == [.limit(10)])
        #expect(request("+l 0010").steps == [.limit(10)])
        #expect(request("-l").steps == [.limit(nil)])
        #expect(request("-lo ann").steps == [.limit(nil), .rank(.op, "ann", isSet: false)])
        #expect(request("+f 5").steps == [.slow(5)])
        for bad in ["0", "-1", "abc", "1a", "99999999999999999999", "100001", "+1"] {
            #expect(request("+l \(bad)").faults == [.badValue(letter: UInt8(ascii: "l"), bad)])
        }
        #expect(request("+l ").faults == [.badValue(letter: UInt8(ascii: "l"), "*")])
    }

    @Test("what there is not is told once each, and the rest is done")
    func unknown() {
        let request = request("+xyxi\u{1F600}")
        #expect(request.steps == [.flag(.inviteOnly, isSet: true)])
        #expect(request.faults.prefix(2) == [.unknown(letter: UInt8(ascii: "x")), .unknown(letter: UInt8(ascii: "y"))])
        #expect(request.faults.count == 6)
        #expect(self.request("+o").faults == [.badValue(letter: UInt8(ascii: "o"), "*")])
        #expect(self.request("+o 1x").faults == [.noNick("1x")])
        #expect(self.request("+b a@b@c").faults == [.badValue(letter: UInt8(ascii: "b"), "a@b@c")])
    }

    @Test("the last word about a mode counts")
    func last() {
        #expect(request("+i-i+n-n+i").steps == [.flag(.noOutside, isSet: false), .flag(.inviteOnly, isSet: true)])
        #expect(request("+l-l+l 5 6").steps == [.limit(6)])
    }

    @Test("is bounded, whatever it is sent")
    func bounds() {
        let masks = (0..<100_000).map { "m\($0)!*@*" }
        let request = RoomModeRequest(["+" + String(repeating: "b", count: 100_000)] + masks)
        #expect(request.steps.count == RoomModeLetters.mostWithParameter && request.faults.isEmpty)
        let letters = RoomModeRequest([String((0..<100_000).map { Character(Unicode.Scalar(UInt8($0 % 94 + 33))) })])
        #expect(letters.steps.count <= 32 && letters.faults.count <= RoomModeRequest.mostFaults)
        let long = RoomModeRequest(["+b", String(repeating: "x", count: 100_000)])
        #expect(long.faults.count == 1)
    }

    @Test("becomes the hub's change, and letters again")
    func change() throws {
        var change = ModeChange()
        for step in request("+ik-s+lf beer 5 6").steps { #expect(step.add(to: &change)) }
        #expect(change.words == ["+invite-only", "+key=beer", "+limit=5", "+slow=6", "-secret"])
        #expect(mode(RoomModeLetter.all(of: change)) == "MODE +iklf-s beer 5 6\r\n")
        #expect(mode(RoomModeLetter.all(of: change.withoutKey)) == "MODE +iklf-s * 5 6\r\n")
        var none = ModeChange()
        #expect(!Step.list(.bans).add(to: &none))
        none.remove(.key)
        #expect(mode(RoomModeLetter.all(of: none)) == "MODE -k *\r\n")
    }

    private func mode(_ changes: [RoomModeLetter]) -> String {
        written {
            $0.command("MODE")
            RoomModeWriting.put(changes, into: $0)
        }
    }

    @Test("is told in lines of four parameters")
    func lines() {
        let ranks = (1...6).compactMap { number in
            Nick("n\(number)").flatMap { RoomModeLetter.rank(number < 4 ? .op : .voice, $0, isSet: number % 2 == 1) }
        }
        let lines = RoomModeWriting.lines(ranks + [RoomModeLetter(UInt8(ascii: "n"), isSet: true)])
        #expect(lines.map(\.count) == [4, 3])
        #expect(lines.map(mode) == ["MODE +o-o+o-v n1 n2 n3 n4\r\n", "MODE +v-v+n n5 n6\r\n"])
        let long = String(repeating: "x", count: 100)
        #expect(
            RoomModeWriting.lines((0..<4).map { _ in RoomModeLetter(0x62, isSet: true, long) }).map(\.count) == [3, 1])
        #expect(RoomModeWriting.lines([]) == [])
    }

    @Test("all that holds is flags first")
    func all() throws {
        func all(_ line: String) -> String {
            var change = ModeChange()
            for step in request(line).steps { _ = step.add(to: &change) }
            return written {
                $0.command("324")
                RoomModeWriting.putAll(change, into: $0)
            }
        }
        #expect(all("") == "324 +\r\n")
        #expect(all("+klnts beer 10") == "324 +nstkl beer 10\r\n")
    }

    @Test("knows the hub's table, and tells it")
    func advertised() {
        #expect(RoomModeLetters.advertised == "Ibe,k,fl,CHMRimnst")
        #expect(RoomModeLetters.all.letters == "CHIMRbefiklmnoqstv")
        #expect(RoomModeLetters.all.withParameter == "Ibefkloqv")
    }
}

@Suite("MODE of a user")
struct UserModeTests {
    @Test("the last word counts, and nobody makes themselves an operator")
    func request() {
        let request = UserModeRequest("+iw-w+oZ-Bxx".utf8)
        #expect(request.added == .invisible && request.removed == [.wallops, .bot])
        #expect(request.unknown == [UInt8(ascii: "x")])
        #expect(UserModeRequest("-oZ".utf8).removed == .op)
        #expect(request.applied(to: [.bot, .op]) == [.invisible, .op])
        #expect(UserModeRequest((0..<255).map { UInt8($0) }).unknown.count == UserModeRequest.mostUnknown)
    }

    @Test("tells what became of them")
    func change() {
        #expect(([.invisible, .bot] as UserModes).change(from: [.wallops]) == "+Bi-w")
        #expect(UserModes.op.change(from: .op) == nil)
        #expect(UserModes([]).change(from: .op) == "-o")
        #expect(UserModes.letters == "BRTZiow")
    }
}
