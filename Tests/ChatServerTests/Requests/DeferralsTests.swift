import ChatCore
import Dialects
import Testing

@testable import ChatServer

/// Says the same to each request, and counts.
private final class Constant: Deferral {
    private let says: Claim
    private(set) var claims = 0
    private(set) var cancels = 0

    init(_ says: Claim) {
        self.says = says
    }

    func claim(_ request: Request, as ticket: Ticket) -> Claim {
        claims += 1
        return says
    }

    func cancel() { cancels += 1 }
}

@Suite struct DeferralsTests {
    private let ticket = Ticket(session: SessionID(slot: 0, generation: 1), number: 1)
    private let request = Array("/ping".utf8).withUnsafeBytes { Request(line: $0, isWire: false) }

    @Test func theFirstThatClaimsHasIt() {
        let all = [Constant(.none), Constant(.later), Constant(.notNow(retry: 3))]
        guard case .later = Deferrals(all).claim(request, as: ticket) else {
            Issue.record("it was not claimed")
            return
        }
        #expect(all.map(\.claims) == [1, 1, 0])
        guard case .notNow(retry: 3, because: .busy) = Deferrals([all[2], all[1]]).claim(request, as: ticket) else {
            Issue.record("it was not refused")
            return
        }
    }

    @Test func whatNobodyClaimsIsCarriedOutAtOnce() {
        let all = [Constant(.none), Constant(.none)]
        for deferrals in [Deferrals(all), Deferrals([])] {
            guard case .none = deferrals.claim(request, as: ticket) else {
                Issue.record("it was claimed")
                return
            }
        }
        Deferrals(all).cancel()
        #expect(all.map(\.cancels) == [1, 1] && all.map(\.claims) == [1, 1])
    }
}
