import ChatCore
import Dialects
import Libevent
import Testing

@testable import ChatServer

@Suite struct WaitingRequestsTests {
    private let ann = SessionID(slot: 1, generation: 1)

    private func time(_ seconds: Int64) -> Instant { Instant(nanoseconds: seconds * 1_000_000_000) }

    @Test func eachIsAnsweredOnce() {
        var waiting = WaitingRequests()
        let (one, two) = (waiting.makeTicket(for: ann), waiting.makeTicket(for: ann))
        #expect(one != two)
        waiting.add(one, .none, due: time(1))
        waiting.add(two, .none, due: time(2))
        let other = Ticket(session: SessionID(slot: 1, generation: 2), number: one.number)
        let (isOthers, isThere, isThereAgain) = (waiting.remove(other), waiting.remove(one), waiting.remove(one))
        #expect(!isOthers && isThere && !isThereAgain)
        #expect(waiting.count == 1 && waiting.nextDue == time(2))
    }

    @Test func thoseAreDueWhoseTimeHasCome() {
        var waiting = WaitingRequests()
        let tickets = (1...3).map { _ in waiting.makeTicket(for: ann) }
        for (index, ticket) in tickets.enumerated() { waiting.add(ticket, .text("t\(index)"), due: time(Int64(index))) }
        #expect(waiting.removeDue(at: time(-1)).isEmpty)
        #expect(waiting.removeDue(at: time(1)).map(\.tag) == [.text("t0"), .text("t1")])
        #expect(waiting.nextDue == time(2))
        #expect(waiting.removeAll().map(\.ticket) == [tickets[2]])
        #expect(waiting.count == 0 && waiting.nextDue == nil)
    }
}
