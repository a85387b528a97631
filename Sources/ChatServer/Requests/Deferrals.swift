import Dialects

/// Several deferrals as one: the first that claims a request has it.
final class Deferrals: Deferral {
    private let all: [any Deferral]

    init(_ all: [any Deferral]) {
        self.all = all
    }

    func claim(_ request: Request, as ticket: Ticket) -> Claim {
        // What nearly every request is waits for nothing, and is not to be asked about.
        if case .command(.say) = request.body { return .none }
        for deferral in all {
            let claim = deferral.claim(request, as: ticket)
            if case .none = claim { continue }
            return claim
        }
        return .none
    }

    func cancel() {
        for deferral in all { deferral.cancel() }
    }
}
