import ChatCore
import Glibc

/// Puts a handover together that comes message by message.
struct HandoverAssembly {
    private let backlog: Backlog
    private var bytes: [UInt8] = []
    private var descriptors: [Int32] = []

    init(_ backlog: Backlog) {
        self.backlog = backlog
    }

    /// - Returns: the handover, once it is complete. From then on its descriptors are the caller's.
    /// - Throws: `HandoverError` if it can't be a handover. All descriptors that came are then closed.
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

    /// Closes the descriptors that came, as nobody needs them.
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
