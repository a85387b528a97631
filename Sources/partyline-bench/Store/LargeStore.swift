import BenchSupport
import Glibc
import Libevent

/// A daemon with a store of millions of messages: how long it takes to start, and what others notice of searches that find no end.
struct LargeStore {
    static let key = "large"
    /// The room of which most is kept.
    private static let room = "#room1"

    let partylined: String
    let folder: StoreFolder

    init(_ partylined: String, store: String) throws {
        self.partylined = partylined
        folder = try StoreFolder(store: store)
    }

    /// Milliseconds until a newcomer is greeted.
    func start(bench: Bench) throws -> Double {
        let stage = try Stage()
        let start = Instant.current()
        let server = try bench.start(try folder.program(partylined, .relaxed, lobby: LargeStore.room), on: stage)
        let crowd = Crowd(of: server, dialect: .partyline, on: stage)
        try crowd.connect(1) { _ in "" }
        let time = (Instant.current() - start) / .milliseconds(1)
        crowd.disperse()
        try server.end()
        return time
    }

    struct Search {
        let title: String
        /// How it was answered: `OK`, or a code.
        var answer = ""
        var milliseconds = 0.0
        /// The longest that somebody else waited for an answer meanwhile, in milliseconds.
        var lag = 0.0
    }

    /// Asks what is bad, one after the other, while somebody else asks for nothing but an answer each few milliseconds.
    func search(bench: Bench) throws -> [Search] {
        let stage = try Stage()
        let server = try bench.start(try folder.program(partylined, .relaxed, lobby: LargeStore.room), on: stage)
        let crowd = Crowd(of: server, dialect: .partyline, on: stage)
        try crowd.connect(2) { _ in "/wire 1\n" }
        var (searches, current, asked, pinged) = ([Search](), Search(title: ""), Instant.current(), Instant.current())
        var (isAnswered, isPinged) = (true, false)
        crowd.onLine = { client, line in
            let words = String(decoding: line.prefix(60), as: UTF8.self).split(separator: " ")
            guard words.count > 1 else { return }
            if client == 1, words[1] == "p" {
                current.lag = max(current.lag, (Instant.current() - pinged) / .milliseconds(1))
                isPinged = false
            } else if client == 0, words[1] == "s", words[0] != "ROW" {
                current.answer = words[0] == "OK" ? "OK" : words.count > 2 ? String(words[2]) : ""
                current.milliseconds = (Instant.current() - asked) / .milliseconds(1)
                isAnswered = true
                stage.wake()
            }
        }
        let pulse = try Timer(on: stage.loop) {
            guard !isPinged else { return }
            isPinged = true
            pinged = Instant.current()
            crowd.send("@p /ping x\n", from: 1)
        }
        pulse.schedule(every: .milliseconds(2))
        for bad in StoreQueries.bad {
            (current, isAnswered) = (Search(title: bad.title), false)
            asked = Instant.current()
            crowd.send("@s /search \(bad.words)\n", from: 0)
            try stage.wait(for: "an answer", within: .seconds(15)) { isAnswered }
            // Where nothing is asked it is seen what others wait in two seconds.
            if bad.title == "nothing" { try stage.pause(.seconds(2)) }
            searches.append(current)
        }
        pulse.cancel()
        crowd.onLine = nil
        crowd.disperse()
        try server.end()
        return searches
    }
}
