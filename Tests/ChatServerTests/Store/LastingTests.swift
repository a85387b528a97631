import ChatCore
import Configuration
import Store
import TestSupport
import Testing

@testable import ChatServer

/// Accounts, registered rooms, bans and what was said outlive the process.
@Suite struct LastingTests {
    private let folder: TestFolder
    private let path: String

    init() throws {
        folder = try TestFolder()
        path = folder.file("partyline.db")
    }

    /// Calls `talk` with a server that has the store, as long as its process would be there.
    private func process(
        guests: Configuration.Accounts.Guests = .speak, operators: [String] = ["root"],
        private keepsPrivate: Bool = true, _ talk: (Served) throws -> Void
    ) throws {
        let served = try Served {
            $0.limits.messagesPerSecond = 0
            $0.store.path = path
            $0.store.commitMilliseconds = 0
            $0.accounts.registerAfterSeconds = 0
            ($0.accounts.hashMemory, $0.accounts.hashPasses) = (19, 1)
            $0.accounts.operators = operators.compactMap { Nick($0) }
            $0.accounts.guests = guests
            $0.history.privateMessages = keepsPrivate ? .accounts : .none
        }
        try served.server.openStore()
        try talk(served)
        try served.drain()
        served.server.finishStore()
    }

    /// What a program reads of its request: the rows and the end.
    private func ask(_ peer: RawPeer, _ tag: String, _ line: String, of served: Served) throws -> [String] {
        peer.send("@\(tag) \(line)\n")
        func mine() -> [String] {
            peer.lines.map(String.init).filter { line in
                ["OK", "ERR", "ROW"].contains { line == "\($0) \(tag)" || line.hasPrefix("\($0) \(tag) ") }
            }
        }
        try served.run { mine().last.map { !$0.hasPrefix("ROW") } ?? peer.isAtEnd }
        return mine()
    }

    private func program(_ nick: String, of served: Served) throws -> RawPeer {
        let peer = try served.join()
        peer.send("/wire 1\n")
        try served.run { peer.text.contains("OK - proto=1") }
        if !nick.isEmpty { #expect(try ask(peer, "n", "/nick \(nick)", of: served).last == "OK n nick=\(nick)") }
        return peer
    }

    @Test func privateMessagesAreShownAgain() throws {
        try process { served in
            let (ann, bob) = (try program("ann", of: served), try program("bob", of: served))
            #expect(try ask(ann, "0", "/history @bob", of: served).last?.hasPrefix("ERR 0 not-logged-in") == true)
            _ = try ask(ann, "1", "/register correct horse", of: served)
            _ = try ask(bob, "1", "/register battery staple", of: served)
            _ = try ask(bob, "2", "/reserve bobby", of: served)
            let guest = try program("gus", of: served)
            _ = try ask(ann, "2", "/msg bob one", of: served)
            _ = try ask(bob, "3", "/msg ann two", of: served)
            _ = try ask(guest, "2", "/msg ann three", of: served)
            _ = try ask(ann, "3", "/msg ann four", of: served)
            // He is who he is under another nick.
            _ = try ask(bob, "4", "/nick bobby", of: served)
            _ = try ask(bob, "5", "/msg ann five", of: served)
            let all = try ask(ann, "4", "/history @bob", of: served)
            #expect(all.map(brief) == ["ann to=bob :one", "bob :two", "bobby :five", "OK 4 nick=bob count=3"])
            #expect(
                try ask(ann, "5", "/history @bobby 1", of: served).map(brief)
                    == ["bobby :five", "OK 5 nick=bobby count=1 more=1"])
            let second = try #require(id(all[1]))
            #expect(
                try ask(ann, "6", "/history @bob since=\(second)", of: served).map(brief)
                    == ["bobby :five", "OK 6 nick=bob count=1"])
            #expect(
                try ask(ann, "7", "/history before=\(second) @bob", of: served).map(brief)
                    == ["ann to=bob :one", "OK 7 nick=bob count=1"])
            #expect(
                try ask(ann, "8", "/history around=\(second) 2 @bob", of: served).map(brief)
                    == ["bob :two", "bobby :five", "OK 8 nick=bob count=2 more=1"])
            #expect(
                try ask(ann, "9", "/history @gus", of: served).map(brief) == ["gus :three", "OK 9 nick=gus count=1"])
            #expect(
                try ask(ann, "10", "/history @ann", of: served).map(brief) == ["ann :four", "OK 10 nick=ann count=1"])
            // Bob's are his, and nobody else's.
            #expect(try ask(bob, "6", "/history @gus", of: served).map(brief) == ["OK 6 nick=gus count=0"])
            _ = try ask(ann, "11", "/ignore bobby", of: served)
            #expect(
                try ask(ann, "12", "/history @bobby", of: served).map(brief)
                    == ["ann to=bob :one", "OK 12 nick=bobby count=1"])
        }
        try process { served in
            let ann = try program("", of: served)
            _ = try ask(ann, "1", "/login ann correct horse", of: served)
            #expect(try ask(ann, "2", "/history @bob", of: served).last?.hasPrefix("OK 2 nick=bob count=") == true)
            ann.send("@3 /history @bo.b\n")
            try served.run { ann.text.contains("ERR 3 bad-nick") }
        }
        try process(private: false) { served in
            let ann = try program("", of: served)
            _ = try ask(ann, "1", "/login ann correct horse", of: served)
            #expect(try ask(ann, "2", "/history @bob", of: served).last?.hasPrefix("ERR 2 not-allowed") == true)
        }
    }

    /// A row from its nick on; any other line as it is.
    private func brief(_ line: String) -> String {
        let words = line.split(separator: " ", maxSplits: 5).map(String.init)
        guard words.count == 6, words[2] == "DM" else { return line }
        return words[5].split(separator: " ").filter { !$0.hasPrefix("account=") }.joined(separator: " ")
    }

    private func id(_ line: String) -> String? { line.split(separator: " ").dropFirst(3).first.map(String.init) }

    @Test func whomAnAccountIgnoresItIgnoresAfterARestart() throws {
        try process { served in
            let (ann, bob) = (try program("ann", of: served), try program("bob", of: served))
            _ = try ask(ann, "1", "/register correct horse", of: served)
            _ = try ask(bob, "1", "/register battery staple", of: served)
            #expect(try ask(ann, "2", "/ignore bob", of: served).last == "OK 2")
        }
        try process { served in
            let ann = try program("", of: served)
            _ = try ask(ann, "1", "/login ann correct horse", of: served)
            #expect(try ask(ann, "2", "/ignore", of: served).first == "ROW 2 ignored bob")
            let bob = try program("", of: served)
            _ = try ask(bob, "1", "/login bob battery staple", of: served)
            _ = try ask(bob, "2", "hello", of: served)
            _ = try ask(ann, "3", "/ping", of: served)
            #expect(!ann.text.contains("hello"))
            #expect(try ask(ann, "4", "/unignore bob", of: served).last == "OK 4")
        }
        try process { served in
            let ann = try program("", of: served)
            _ = try ask(ann, "1", "/login ann correct horse", of: served)
            #expect(try ask(ann, "2", "/ignore", of: served) == ["OK 2"])
        }
    }

    /// After a restart as before it, and nothing of others.
    @Test func oneReadsWhatIsKeptOfOneself() throws {
        func told(_ peer: RawPeer, _ tag: String, _ line: String = "/export", of served: Served) throws -> [String] {
            try ask(peer, tag, line, of: served).map { line in
                let words = line.split(separator: " ").map(String.init)
                guard words.count > 2, words[0] == "ROW" else { return line }
                // Without ids and times.
                let fields = words.dropFirst(2).filter { $0.first?.isNumber != true && !$0.hasPrefix("since=") }
                return fields.filter { !$0.hasPrefix("used=") }.joined(separator: " ")
            }
        }
        let kept = [
            "account ann nicks=annie here=1", "ignored bob", "rank #tea ann founder", "MSG #tea ann account=ann :hello",
            "ACT #lobby annie account=ann :waves", "DM annie account=ann to=bob :psst", "DM bob account=bob :what?",
        ]
        try process { served in
            let (ann, bob) = (try program("ann", of: served), try program("bob", of: served))
            #expect(try ask(ann, "0", "/export", of: served).last?.hasPrefix("ERR 0 not-logged-in") == true)
            _ = try ask(ann, "1", "/register correct horse", of: served)
            _ = try ask(bob, "1", "/register battery staple", of: served)
            #expect(try told(bob, "2", of: served) == ["account bob here=1", "OK 2 count=1"])
            for (number, line) in ["/join #tea", "/registerroom", "hello", "/reserve annie", "/nick annie"].enumerated()
            {
                _ = try ask(ann, "a\(number)", line, of: served)
            }
            // What is said in a room that nobody keeps is not kept of anybody.
            for (number, line) in ["/join #hall", "psst", "/join #lobby", "/me waves", "/msg bob psst"].enumerated() {
                _ = try ask(ann, "b\(number)", line, of: served)
            }
            _ = try ask(bob, "3", "/msg annie what?", of: served)
            _ = try ask(ann, "2", "/ignore bob", of: served)
            #expect(try told(ann, "3", of: served) == kept + ["OK 3 count=7"])
        }
        try process { served in
            let ann = try program("", of: served)
            _ = try ask(ann, "1", "/login ann correct horse", of: served)
            #expect(try told(ann, "2", of: served) == kept + ["OK 2 count=7"])
            // Page by page; who logs out and in as somebody else does not go on in what is the first one's.
            #expect(
                try told(ann, "3", "/export 2", of: served).last?.hasPrefix("OK 3 count=4 more=s") == true)
            #expect(
                try told(ann, "4", "/export more 1", of: served) == [
                    "ACT #lobby annie account=ann :waves", "OK 4 count=1 more=p0",
                ])
            _ = try ask(ann, "5", "/logout", of: served)
            _ = try ask(ann, "6", "/login bob battery staple", of: served)
            #expect(try ask(ann, "7", "/export more", of: served).last?.hasPrefix("ERR 7 usage") == true)
            #expect(try told(ann, "8", "/export cursor=s0", of: served) == ["OK 8 count=0 more=p0"])
            // What was erased is kept no longer.
            _ = try ask(ann, "9", "/logout", of: served)
            _ = try ask(ann, "10", "/login ann correct horse", of: served)
            _ = try ask(ann, "11", "/forget correct horse", of: served)
            #expect(try ask(ann, "12", "/export", of: served).last?.hasPrefix("ERR 12 not-logged-in") == true)
        }
    }

    @Test func whoJoinsIsToldForHowLongTalkIsKept() throws {
        try process { served in
            let ann = try program("ann", of: served)
            _ = try ask(ann, "1", "/register correct horse", of: served)
            #expect(try ask(ann, "2", "/join #lobby", of: served).last?.hasSuffix(" kept=365") == true)
            #expect(try ask(ann, "3", "/join #tea", of: served).last?.contains("kept=") == false)
            #expect(try ask(ann, "4", "/registerroom", of: served).last == "OK 4 room=#tea kept=365")
            #expect(try ask(ann, "5", "/join #tea", of: served).last?.hasSuffix(" kept=365") == true)
            #expect(
                try ask(ann, "6", "/motd", of: served) == [
                    "ROW 6 motd :what is said in #lobby is kept for 365 days", "OK 6",
                ])
            _ = try ask(ann, "7", "/mode #tea +no-history", of: served)
            #expect(try ask(ann, "8", "/join #tea", of: served).last?.contains("kept=") == false)
        }
    }

    /// It is the same room in the file, with all that was said there under its old name, and so are the marks of who has read it.
    @Test func aRoomIsThereUnderItsNewName() throws {
        let (tea, cake) = (try #require(RoomName("tea")), try #require(RoomName("Cake")))
        try process { served in
            let ann = try program("ann", of: served)
            _ = try ask(ann, "1", "/register correct horse", of: served)
            _ = try ask(ann, "2", "/join #tea", of: served)
            #expect(try ask(ann, "3", "/registerroom", of: served).last == "OK 3 room=#tea kept=365")
            _ = try ask(ann, "4", "hello, tea", of: served)
            let hub = served.server.hub
            let nick = try #require(Nick("ann"))
            let id = try #require(hub.sessions(of: nick).first)
            let now = Moment(wall: hub.lastTime, steady: 1)
            _ = hub.mark(tea.markerKey, upTo: 1_000, by: id, at: now)
            var effects: [Effect] = []
            hub.perform(.moderate(tea, .rename(cake, reason: nil)), by: id, at: now, &effects)
            #expect(effects.contains(.done(.roomRenamed(from: tea, cake))))
            _ = try ask(ann, "5", "hello, cake", of: served)
            // Another of the old name is nothing of the first.
            _ = try ask(ann, "6", "/join #tea", of: served)
            #expect(try ask(ann, "7", "/registerroom", of: served).last == "OK 7 room=#tea kept=365")
        }
        try process { served in
            let hub = served.server.hub
            #expect(Set(hub.registeredRooms.map(\.text)) == ["#Cake", "#tea"])
            #expect(hub.past(of: cake)?.said.map(\.text.description) == ["hello, tea", "hello, cake"])
            #expect(hub.past(of: tea)?.said == [])
            #expect(hub.markers(cake.markerKey).map(\.time) == [1_000])
            #expect(hub.markers(tea.markerKey).isEmpty)
        }
    }

    @Test func aCommunityIsThereAfterARestart() throws {
        try process { served in
            let (ann, bob) = (try program("ann", of: served), try program("bob", of: served))
            let spam = try program("spam", of: served)
            #expect(try ask(ann, "1", "/register correct horse", of: served).last == "OK 1 account=ann")
            #expect(try ask(bob, "1", "/register battery staple", of: served).last == "OK 1 account=bob")
            for peer in [ann, bob, spam] { _ = try ask(peer, "2", "/join #tea", of: served) }
            #expect(try ask(ann, "3", "/registerroom", of: served).last == "OK 3 room=#tea kept=365")
            #expect(try ask(ann, "4", "/op bob", of: served).last?.hasPrefix("OK 4 room=#tea nick=bob") == true)
            #expect(try ask(ann, "5", "/ban nick:spam* 2h buy elsewhere", of: served).last?.hasPrefix("OK 5") == true)
            #expect(try ask(ann, "6", "/mode +moderated +slow=5", of: served).last?.hasPrefix("OK 6") == true)
            #expect(try ask(ann, "7", "/topic #tea cakes", of: served).last?.hasPrefix("OK 7") == true)
            #expect(try ask(ann, "8", "hello, tea", of: served).last?.hasPrefix("OK 8 id=") == true)
            #expect(try ask(ann, "9", "/reserve annie", of: served).last == "OK 9 nick=annie")
        }
        try process { served in
            #expect(served.server.hub.registeredRooms.map(\.text) == ["#tea"])
            #expect(served.server.hub.past(of: served.server.hub.registeredRooms[0])?.said.count == 1)
            let guest = try program("", of: served)
            #expect(try ask(guest, "1", "/nick annie", of: served).last?.hasPrefix("ERR 1 nick-reserved") == true)
            #expect(try ask(guest, "2", "/nick spammer", of: served).last == "OK 2 nick=spammer")
            #expect(try ask(guest, "3", "/join #tea", of: served).last?.hasPrefix("ERR 3 banned") == true)
            let bob = try program("", of: served)
            #expect(
                try ask(bob, "1", "/login bob battery stapler", of: served).last?.hasPrefix("ERR 1 bad-password")
                    == true)
            #expect(
                try ask(bob, "2", "/login bob battery staple", of: served).last?.hasPrefix("OK 2 account=bob") == true)
            let joined = try ask(bob, "3", "/join #tea since=0", of: served)
            #expect(joined.contains { $0.hasSuffix(" #tea ann account=ann :hello, tea") })
            #expect(try ask(bob, "4", "/ban", of: served).first?.contains("nick:spam*") == true)
            #expect(try ask(bob, "5", "/mode", of: served).first?.contains("+moderated") == true)
            #expect(try ask(bob, "6", "/topic", of: served).first?.hasSuffix(":cakes") == true)
            // He is an op still, so he may.
            #expect(try ask(bob, "7", "/unban nick:spam*", of: served).last?.hasPrefix("OK 7") == true)
            #expect(try ask(bob, "8", "/audit", of: served).count >= 4)
            #expect(try ask(guest, "4", "/whois bob", of: served).first?.contains(" account=bob ") == true)
        }
        // Ann goes, and the room is bob's.
        try process { served in
            let ann = try program("", of: served)
            #expect(
                try ask(ann, "1", "/login annie correct horse", of: served).last?.hasPrefix("OK 1 account=ann") == true)
            #expect(try ask(ann, "2", "/forget correct horse", of: served).last?.hasPrefix("OK 2 account=ann") == true)
            // Nor does memory have what she said.
            #expect(served.server.hub.past(of: served.server.hub.registeredRooms[0])?.said.isEmpty == true)
        }
        try process { served in
            let bob = try program("", of: served)
            #expect(try ask(bob, "1", "/nick ann", of: served).last?.hasPrefix("OK 1") == true)
            #expect(try ask(bob, "2", "/register something else", of: served).last?.hasPrefix("ERR 2 ") == true)
            _ = try ask(bob, "3", "/login bob battery staple", of: served)
            _ = try ask(bob, "4", "/join #tea", of: served)
            #expect(
                RoomName("tea").flatMap { served.server.hub.rules(of: $0)?.registration }?.founder
                    == AccountID(number: 2))
            #expect(try ask(bob, "5", "/droproom #tea", of: served).last == "OK 5 room=#tea")
        }
        try process { served in
            #expect(served.server.hub.registeredRooms.isEmpty)
            // A new room of that name has no past.
            let guest = try program("", of: served)
            _ = try ask(guest, "1", "/join #tea", of: served)
            #expect(try ask(guest, "2", "/history 50", of: served).last?.contains("count=0") == true)
        }
    }

    /// All that anybody reads who is no operator has no address in it, whoever comes from where.
    @Test func operatorsAloneAreToldAddresses() throws {
        try process { served in
            let root = try program("root", of: served)
            let (ann, bob) = (try program("ann", of: served), try program("bob", of: served))
            let person = try served.join()
            person.send("/nick eve\n/register correct horse\n/join tea\n/whois ann\n/who\n/whois eve\n")
            #expect(try ask(root, "1", "/register correct horse", of: served).last == "OK 1 account=root")
            #expect(try ask(ann, "1", "/register correct horse", of: served).last == "OK 1 account=ann")
            for peer in [ann, bob] { _ = try ask(peer, "2", "/join #tea", of: served) }
            let lines = [
                "/whois bob", "/whois ann", "/whois root", "/who", "/who #tea", "/names #tea", "/rooms", "/account",
                "/registerroom #tea", "/mute bob 1m", "/mute", "/exempt bob", "/exempt", "/ban bob 1h spam", "/ban",
                "/unban bob", "/audit", "/mode", "/report root hm", "/history", "/serverban", "/help", "/motd",
            ]
            for (index, line) in lines.enumerated() {
                for peer in [ann, bob] { _ = try ask(peer, "x\(index)", line, of: served) }
            }
            let told = try ask(root, "2", "/whois bob", of: served)
            #expect(told.first?.contains(" addr=127.0.0.1 ") == true)
            #expect(try ask(root, "3", "/serverban net:203.0.113.0/24 1h", of: served).last?.hasPrefix("OK") == true)
            #expect(try ask(root, "4", "/kill bob enough", of: served).last == "OK 4 nick=bob")
            try served.run { bob.isAtEnd }
            // Who is there already stays who they are; a guest who comes is nobody until they log in.
            let ban = "/serverban needs-account:127.0.0.0/8 1h flood"
            #expect(try ask(root, "5", ban, of: served).last?.hasPrefix("OK 5 subjects=needs-account:") == true)
            let late = try served.connect()
            late.send("/wire 1\n")
            try served.run { late.text.contains("OK - proto=1") }
            #expect(try ask(late, "1", "/join #tea", of: served).last?.hasPrefix("ERR 1 needs-account") == true)
            #expect(try ask(late, "2", "/register x", of: served).last?.hasPrefix("ERR 2 needs-account") == true)
            #expect(try ask(late, "3", "/login ann correct horse", of: served).last?.hasPrefix("OK 3 ") == true)
            #expect(try ask(late, "4", "/whois root", of: served).last == "OK 4")
            for peer in [ann, bob, person, late] { #expect(!peer.text.contains("127.0.0")) }
            #expect(person.text.contains("eve") && late.text.contains("account=ann"))
        }
    }

    @Test func messagesWaitForWhoIsNotHere() throws {
        try process { served in
            let (ann, bob) = (try program("ann", of: served), try program("bob", of: served))
            _ = try ask(ann, "1", "/register correct horse", of: served)
            _ = try ask(bob, "1", "/register battery staple", of: served)
            _ = try ask(ann, "2", "/quit", of: served)
            try served.run { ann.isAtEnd }
            #expect(try ask(bob, "2", "/msg ann call me", of: served).last?.hasSuffix(" waiting=1") == true)
        }
        try process { served in
            let bob = try program("", of: served)
            _ = try ask(bob, "1", "/login bob battery staple", of: served)
            #expect(try ask(bob, "2", "/msg ann or write", of: served).last?.hasSuffix(" waiting=1") == true)
            // A person reads when it was said.
            let ann = try served.join()
            ann.send("/login ann correct horse\n")
            try served.run { ann.text.contains("[bob] or write") }
            let shown = ann.lines.filter { $0.contains("[bob]") }.map(String.init)
            #expect(shown.count == 2 && shown[0].hasPrefix("-- ") && shown[0].hasSuffix(" [bob] call me"))
            try served.run { served.server.hub.waiting(for: AccountID(number: 1)) == 0 }
            #expect(try ask(bob, "3", "/msg ann and now", of: served).last?.contains("waiting") == false)
        }
        // Each once.
        try process { served in
            let ann = try program("", of: served)
            #expect(
                try ask(ann, "1", "/login ann correct horse", of: served).last?.hasPrefix("OK 1 account=ann") == true)
            _ = try ask(ann, "2", "/history", of: served)
            #expect(!ann.text.contains("DM ") && served.server.hub.waiting(for: AccountID(number: 1)) == 0)
        }
    }

    @Test func tokensAndBansLast() throws {
        var token = ""
        try process { served in
            let root = try program("root", of: served)
            _ = try ask(root, "1", "/register correct horse", of: served)
            let told = try ask(root, "2", "/token add laptop", of: served).last ?? ""
            token = told.split(separator: " ").last.map { String($0.dropFirst("token=".count)) } ?? ""
            #expect(token.hasPrefix("pt_"))
            // Root is an operator as soon as there is an account.
            #expect(try ask(root, "3", "/serverban nick:mal* 1d", of: served).last?.hasPrefix("OK 3") == true)
        }
        try process { served in
            let root = try program("", of: served)
            #expect(try ask(root, "1", "/login \(token)", of: served).last?.hasPrefix("OK 1 account=root") == true)
            #expect(try ask(root, "2", "/serverban", of: served).first?.contains("nick:mal*") == true)
            #expect(try ask(root, "3", "/token del laptop", of: served).last?.hasPrefix("OK 3") == true)
            #expect(try ask(root, "4", "/serverunban nick:mal*", of: served).last?.hasPrefix("OK 4") == true)
        }
        try process(operators: []) { served in
            let root = try program("", of: served)
            #expect(try ask(root, "1", "/login \(token)", of: served).last?.hasPrefix("ERR 1 bad-password") == true)
            _ = try ask(root, "2", "/login root correct horse", of: served)
            // The file says so no more.
            #expect(try ask(root, "3", "/serverban", of: served).last?.hasPrefix("ERR 3 not-allowed") == true)
        }
    }

    /// A cloak is the same whatever process made it: bans of hosts hold.
    @Test func cloaksStay() throws {
        var keys: [[UInt8]] = []
        for _ in 0..<2 { try process { keys.append($0.server.cloaks.key.bytes) } }
        #expect(keys[0] == keys[1])
    }

    @Test func guestsMayOnlyRead() throws {
        try process(guests: .read) { served in
            let guest = try program("", of: served)
            #expect(try ask(guest, "1", "hello", of: served).last?.hasPrefix("ERR 1 needs-account") == true)
            #expect(try ask(guest, "2", "/me waves", of: served).last?.hasPrefix("ERR 2 needs-account") == true)
            #expect(try ask(guest, "3", "/history", of: served).last?.hasPrefix("OK 3") == true)
            #expect(try ask(guest, "4", "/nick ann", of: served).last?.hasPrefix("OK 4") == true)
            #expect(try ask(guest, "5", "/register correct horse", of: served).last?.hasPrefix("OK 5") == true)
            #expect(try ask(guest, "6", "hello", of: served).last?.hasPrefix("OK 6 id=") == true)
        }
    }

    /// Nobody is in a room without an account.
    @Test func guestsMayStayOutside() throws {
        try process(guests: .none) { served in
            let guest = try served.connect()
            guest.send("/wire 1\n")
            try served.run { guest.text.contains("OK - proto=1") }
            #expect(try ask(guest, "1", "/join #lobby", of: served).last?.hasPrefix("ERR 1 needs-account") == true)
            #expect(try ask(guest, "2", "/who", of: served).last?.hasPrefix("ERR 2 needs-account") == true)
            _ = try ask(guest, "3", "/nick ann", of: served)
            #expect(try ask(guest, "4", "/register correct horse", of: served).last?.hasPrefix("OK 4") == true)
            #expect(try ask(guest, "5", "hello", of: served).last?.hasPrefix("OK 5 id=") == true)
            #expect(try ask(guest, "6", "/logout", of: served).last?.hasPrefix("ERR 6 not-allowed") == true)
            _ = try ask(guest, "7", "/quit", of: served)
        }
    }
}
