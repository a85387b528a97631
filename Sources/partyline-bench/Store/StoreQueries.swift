import BenchSupport
import Glibc
import Libevent
import Store

/// What is asked of a large store, as a member of some of its rooms asks it: with the file out of the page cache, and again.
struct StoreQueries {
    struct Query {
        let title: String
        /// The most that it may take, in milliseconds: cold, and warm.
        let goal: (cold: Double, warm: Double)
        let job: StoreJob
    }

    private static let rounds = 5
    private let path: String
    private let lastID: Int64
    private let firstID: Int64

    init(of path: String) throws {
        self.path = path
        guard case .oldest(let oldest?) = StoreReader(path: path).answer(.oldest(room: 1)),
            case .page(let newest, _) = StoreReader(path: path).answer(
                .page(room: 1, .last(before: nil), count: 1, bytes: 1 << 18)), let last = newest.last?.message.id
        else { throw BenchError("\(path) has no messages") }
        (firstID, lastID) = (oldest, last)
    }

    /// Those of everyday use, with twice the figures of the design as goals: of words, one for those of the newest, and one for two words, a
    /// phrase, a word in a room or in 20, and by somebody. Rooms 1, 51 and 191 are large, middling and small.
    var everyday: [Query] {
        let middle = firstID + (lastID - firstID) / 2
        var queries: [Query] = []
        func add(_ title: String, _ cold: Double, _ warm: Double, _ job: StoreJob) {
            queries.append(Query(title: title, goal: (cold, warm), job: job))
        }
        for (size, room, cold) in [("large", Int64(1), 5.0), ("middling", 51, 5), ("small", 191, 7)] {
            add(
                "last 20 of a \(size) room", cold, 0.1, .page(room: room, .last(before: nil), count: 20, bytes: 1 << 18)
            )
            add(
                "before= 50, a \(size) room", 8, 0.1,
                .page(room: room, .last(before: middle), count: 50, bytes: 1 << 18))
            add("around= 50, a \(size) room", 10, 0.1, .page(room: room, .around(middle), count: 50, bytes: 1 << 18))
        }
        add(
            "since= 1,000, a large room", 10, 1,
            .page(room: 1, .since(middle, before: nil), count: 1_000, bytes: 1 << 18))
        add(
            "since= 1,000, a middling room", 148, 2.4,
            .page(room: 51, .since(middle, before: nil), count: 1_000, bytes: 1 << 18))
        func search(
            _ title: String, _ cold: Double, _ warm: Double, _ words: String, in rooms: [Int64], by nick: String? = nil
        ) {
            var search = StoreJob.Search(SearchTerms(words), in: rooms)
            search.speaker = nick.map { .guest($0) }
            add(title, cold, warm, .search(search))
        }
        let (commonest, common, rare) = (StoreTexts.word(0), StoreTexts.word(50), StoreTexts.word(30_000))
        search("the commonest word", 8, 0.4, commonest, in: [1, 51, 191])
        search("a common word", 8, 0.4, common, in: [1, 51, 191])
        search("a rare word in 20 rooms", 32, 5, rare, in: Array(91...110))
        search("two words", 32, 5, "\(StoreTexts.word(5)) \(common)", in: [1, 51, 191])
        search("a phrase", 32, 5, "\"\(commonest) \(StoreTexts.word(5))\"", in: [1, 51, 191])
        search("a common word in a small room", 32, 5, common, in: [191])
        search("a common word by somebody in 20 rooms", 32, 5, common, in: Array(91...110), by: "person1500")
        search("a common word in 20 rooms", 32, 5, common, in: Array(91...110))
        search("a common word by somebody in 50 rooms", 32, 5, common, in: Array(1...50), by: "person1500")
        search("a prefix of two letters", 58, 34, "\(common.prefix(2))*", in: [1, 51, 191])
        search("two Han letters in 20 rooms", 58, 34, StoreQueries.han(20, 300), in: Array(91...110))
        return queries
    }

    /// What may take for ever: each is answered, or ends after two seconds.
    static var bad: [(title: String, words: String)] {
        [
            ("nothing", "--"),
            ("16 common words that never meet", (100..<116).map { StoreTexts.word($0) }.joined(separator: " ")),
            ("16 of the commonest", (0..<16).map { StoreTexts.word($0) }.joined(separator: " ")),
            ("a*", "a*"), ("a* e* i* o*", "a* e* i* o*"), ("-a* of everything", "\(StoreTexts.word(0)) -a* -e*"),
            ("one Han letter", han(0)), ("16 Han letters", (0..<16).map { han($0) }.joined(separator: " ")),
        ]
    }

    private static func han(_ ranks: Int...) -> String {
        String(String.UnicodeScalarView(ranks.compactMap { Unicode.Scalar(StoreTexts.han($0)) }))
    }

    /// - Returns: the medians in milliseconds, and how many rows there are. Warm it is this thread's processor time: nothing is waited for
    ///   then, and it does not depend on what else runs.
    func time(_ query: Query) throws -> (cold: Double, warm: Double, rows: Int) {
        var (cold, warm, rows) = ([Double](), [Double](), 0)
        for _ in 0..<StoreQueries.rounds {
            forgetPages()
            let reader = StoreReader(path: path)
            for round in 0..<3 {
                let (start, work) = (Instant.current(), StoreQueries.threadTime())
                let answer = reader.answer(query.job)
                let (time, worked) = ((Instant.current() - start) / .milliseconds(1), StoreQueries.threadTime() - work)
                switch answer {
                case .page(let messages, _), .found(let messages, _): rows = messages.count
                case .tooLong: rows = 0
                default: throw BenchError("\(query.title): \(answer)")
                }
                if round == 0 { cold.append(time) } else if round == 2 { warm.append(worked) }
            }
        }
        return (cold.median ?? .nan, warm.median ?? .nan, rows)
    }

    private static func threadTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1e6
    }

    /// Has the kernel forget what it has of the file.
    private func forgetPages() {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
        close(file)
    }
}
