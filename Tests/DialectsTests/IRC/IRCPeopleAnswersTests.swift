import Testing

@testable import ChatCore
@testable import Dialects

@Suite("What IRC is told of people")
struct IRCPeopleAnswersTests {
    private static let since: Int64 = 1_796_025_600_123_456

    private var ann: IRCPerson {
        var ann = IRCPerson(.ann, realName: "Ann Teak")
        ann.idleSeconds = 12
        ann.since = IRCPeopleAnswersTests.since
        return ann
    }

    @Test("a person is made of what the hub knows")
    func person() {
        var profile = Profile(nick: "anna", rooms: [], since: 5_000_000, idleSeconds: 7, away: "lunch")
        profile.account = "ann"
        let person = IRCPerson(profile, .robot, modes: [.op])
        #expect(person.nick == "anna" && person.user == "~tick" && person.host == "c-0" && person.account == "ann")
        #expect(person.away == "lunch" && person.idleSeconds == 7 && person.since == 5_000_000)
        #expect(person.modes == [.op, .bot] && person.mask == "anna!~tick@c-0")
    }

    @Test("WHOIS")
    func whois() {
        var ann = ann
        ann.modes = [.op, .secure, .bot, .invisible]
        ann.away = "lunch"
        let whois = IRCAnswers.Whois(
            ann, rooms: [IRCMembership("#tea", .op), IRCMembership("#milk", .none)], address: "192.0.2.1",
            tellsModes: true)
        let told = answered(to: "bob") {
            $0.put(whois, description: "A server")
            $0.putEndOfWhois("ANN")
        }
        #expect(
            told == [
                ":irc.example 311 bob ann ~ann c-abc * :Ann Teak",
                ":irc.example 319 bob ann :@#tea #milk",
                ":irc.example 312 bob ann irc.example :A server",
                ":irc.example 313 bob ann :is an operator of this server",
                ":irc.example 671 bob ann :is using a secure connection",
                ":irc.example 330 bob ann ann :is logged in as",
                ":irc.example 335 bob ann :is a bot",
                ":irc.example 338 bob ann ~ann@c-abc 192.0.2.1 :Is actually using host",
                ":irc.example 379 bob ann :is using modes +BZio",
                ":irc.example 317 bob ann 12 1796025600 :seconds idle, signon time",
                ":irc.example 301 bob ann :lunch",
                ":irc.example 318 bob ANN :End of WHOIS list",
            ])
    }

    @Test("WHOIS of somebody of whom there is little to tell")
    func plainWhois() {
        #expect(
            answered { $0.put(IRCAnswers.Whois(IRCPerson(.bob)), description: "A server") } == [
                ":irc.example 311 ann bob ~line c-def * :bob", ":irc.example 312 ann bob irc.example :A server",
                ":irc.example 317 ann bob 0 0 :seconds idle, signon time",
            ])
    }

    @Test("fifty rooms are in as many lines as it takes")
    func manyRooms() {
        let name = String(repeating: "r", count: 30)
        let rooms = (10..<60).compactMap { RoomName("#\(name)\($0)") }.map { IRCMembership($0, .founder) }
        let told = answered { $0.put(IRCAnswers.Whois(IRCPerson(.longest), rooms: rooms), description: "x") }
        let lines = told.filter { $0.contains(" 319 ") }
        #expect(lines.count == 4 && lines.allSatisfy { $0.utf8.count <= 510 })
        #expect(lines.flatMap { $0.split(separator: " ").filter { $0.contains("~#") } }.count == 50)
    }

    @Test("WHOWAS")
    func whowas() {
        #expect(
            answered {
                $0.putWas(ann, until: IRCPeopleAnswersTests.since)
                $0.putEndOfWhowas("Ann", found: true)
                $0.putEndOfWhowas("eve", found: false)
            } == [
                ":irc.example 314 ann ann ~ann c-abc * :Ann Teak",
                ":irc.example 312 ann ann irc.example :2026-11-30T08:00:00.123Z",
                ":irc.example 369 ann Ann :End of WHOWAS",
                ":irc.example 406 ann eve :There was no such nick",
                ":irc.example 369 ann eve :End of WHOWAS",
            ])
    }

    @Test("USERHOST, ISON, AWAY")
    func short() {
        var op = IRCPerson(.bob)
        op.modes = .op
        op.away = ""
        #expect(
            answered {
                $0.putUserhost([ann, op])
                $0.putUserhost([])
                $0.putIson(["ann", "bob"])
                $0.putIson([])
                $0.putAway(isAway: true)
                $0.putAway(isAway: false)
                $0.putAway(of: ann)
                $0.putAway(of: op)
            } == [
                ":irc.example 302 ann :ann=+~ann@c-abc bob*=-~line@c-def", ":irc.example 302 ann :",
                ":irc.example 303 ann :ann bob", ":irc.example 303 ann :",
                ":irc.example 306 ann :You have been marked as being away",
                ":irc.example 305 ann :You are no longer marked as being away",
                ":irc.example 301 ann bob :",
            ])
        let many = answered { $0.putUserhost([IRCPerson](repeating: IRCPerson(.longest), count: 10)) }
        #expect(many.count == 1 && many[0].utf8.count <= 510 && many[0].hasSuffix("h"))
    }

    @Test("MONITOR")
    func monitor() {
        #expect(
            answered {
                $0.putOnline([Source.ann, .bob])
                $0.putOnline([])
                $0.putOffline(["eve", "a b", "x,y", "1"])
                $0.putMonitored(["eve", "cy"])
                $0.putMonitorFull(most: 100, left: "dan,eli")
            } == [
                ":irc.example 730 ann :ann!~ann@c-abc,bob!~line@c-def", ":irc.example 731 ann :eve,1",
                ":irc.example 732 ann :eve,cy", ":irc.example 733 ann :End of MONITOR list",
                ":irc.example 734 ann 100 dan,eli :Monitor list is full",
            ])
        let many = answered { $0.putOnline([Source](repeating: .longest, count: 100)) }
        #expect(many.count == 25 && many.allSatisfy { $0.utf8.count <= 510 })
    }
}

@Suite("WHO and WHOX")
struct IRCWhoTests {
    private var tick: IRCPerson { IRCPerson(.robot, realName: "A clock") }

    private func told(_ person: IRCPerson, _ membership: IRCMembership?, _ options: String?) -> String {
        let request = IRCWhoRequest(mask: "#tea", options: options)
        return answered { $0.putWho(person, in: membership, for: request) }.joined(separator: "|")
    }

    @Test("352")
    func plain() {
        #expect(
            told(tick, IRCMembership("#tea", .op), nil)
                == ":irc.example 352 ann #tea ~tick c-0 irc.example tick H@B :0 A clock")
        var bob = IRCPerson(.bob)
        bob.away = "lunch"
        bob.modes = .op
        #expect(told(bob, nil, "o") == ":irc.example 352 ann * ~line c-def irc.example bob G* :0 bob")
        #expect(answered { $0.putEndOfWho("Bob*") } == [":irc.example 315 ann Bob* :End of WHO list"])
        #expect(answered { $0.putEndOfWho("") } == [":irc.example 315 ann * :End of WHO list"])
    }

    @Test("354 has its fields in one order, whatever they were asked in")
    func fields() {
        let all =
            ":irc.example 354 ann 743 #tea ~tick 255.255.255.255 c-0 irc.example tick H+B 0 0 tick n/a :A clock"
        for options in ["%tcuihsnfdlaor,743", "%roaldfnshiuct,743", "n%tcuihsnfdlaorx,743"] {
            #expect(told(tick, IRCMembership("#tea", .voice), options) == all)
        }
        #expect(told(IRCPerson(.bob), nil, "%na") == ":irc.example 354 ann bob 0")
        #expect(told(IRCPerson(.bob), nil, "%ct") == ":irc.example 354 ann 0 *")
        #expect(told(IRCPerson(.bob), nil, "%") == ":irc.example 354 ann")
    }

    @Test(
        "what is asked for",
        arguments: [
            (nil, false, false, ""), ("o", true, false, ""), ("%tn,42", false, true, "42"), ("o%n", true, true, "0"),
            ("%t,4321", false, true, "0"), ("%t,4x", false, true, "0"), ("%t,", false, true, "0"),
            ("", false, false, ""),
            ("n%chtsunfra,152", false, true, "152"),
        ] as [(String?, Bool, Bool, String)])
    func requests(options: String?, onlyOperators: Bool, hasFields: Bool, token: String) {
        let request = IRCWhoRequest(mask: "*", options: options)
        #expect(request.onlyOperators == onlyOperators && (request.fields != nil) == hasFields)
        #expect(request.token == token && request.isOfAll && request.glob == nil)
    }

    @Test(
        "masks find by whatever they fit",
        arguments: [
            ("tick", true), ("TICK", true), ("ti?k", true), ("tock", false), ("*ick", true), ("~tick", true),
            ("c-0", true),
            ("*!*@c-0", true), ("*!*@c-1", false), ("A clock", true), ("*clock", true), ("#tea", false),
        ])
    func masks(mask: String, finds: Bool) throws {
        let glob = try #require(IRCWhoRequest(mask: mask, options: nil).glob)
        #expect(glob.finds(tick) == finds)
    }
}
