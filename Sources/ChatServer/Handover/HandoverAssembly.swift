import ChatCore
import Glibc

/// A handover that comes message by message.
struct HandoverAssembly {
    private let backlog: Backlog
    private var bytes: [UInt8] = []
    private var descriptors: [Int32] = []

    init(_ backlog: Backlog) {
        self.backlog = backlog
    }

    /// - Returns: the handover, once it is whole; its descriptors are the caller's from then on.
    /// - Throws: `HandoverError` where it can't be one; all descriptors that came are closed.
    mutating func take(_ message: HandoverChannel.Message) throws(HandoverError) -> Handover? {
        descriptors += message.descriptors
        do throws(HandoverError) {
            switch message.bytes.first.flatMap({ HandoverMessage(rawValue: $0) }) {
            case .state: bytes += message.bytes.dropFirst()
            case .past:
                try add(HandoverReader.past(bytes))
                bytes = []
            case .whole: return try whole()
            default: throw HandoverError("the other process said what it should not")
            }
            return nil
        } catch {
            close()
            throw error
        }
    }

    /// Nobody wants what came.
    mutating func close() {
        for descriptor in descriptors { Glibc.close(descriptor) }
        descriptors = []
    }

    private func add(_ past: HubSnapshot.Past) throws(HandoverError) {
        do throws(SnapshotError) {
            try backlog.add(past)
        } catch {
            throw HandoverError(error.description)
        }
    }

    private func whole() throws(HandoverError) -> Handover {
        let state = try HandoverState(bytes)
        guard state.pasts == UInt64(backlog.count) else { throw HandoverError("what rooms kept is missing") }
        return Handover(state: state, descriptors: descriptors, backlog: backlog)
    }
}
