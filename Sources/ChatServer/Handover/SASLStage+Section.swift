import ChatCore
import Dialects
import Handover

/// Where a login by SASL goes on. Their numbers never get another meaning.
extension SASLDialogue.Stage {
    func write(to record: inout RecordWriter) {
        switch self {
        case .reads(let mechanism):
            record.put(0)
            record.put(mechanism.rawValue)
        case .isChallenged(let exchange):
            record.put(1)
            record.put(exchange.messages.client)
            record.put(exchange.messages.server)
        case .isConfirmed(let account):
            record.put(2)
            record.put(account)
        }
    }

    /// - Throws: `HandoverError` if the record is none.
    init(_ record: inout RecordReader) throws(HandoverError) {
        switch try record.integer(Int.self) {
        case 0:
            guard let mechanism = SASLMechanism(rawValue: try record.string()) else {
                throw HandoverError("there is no such mechanism")
            }
            self = .reads(mechanism)
        case 1:
            guard let exchange = SCRAMExchange(client: try record.text(), server: try record.text()) else {
                throw HandoverError("an exchange of SCRAM is none")
            }
            self = .isChallenged(exchange)
        case 2: self = .isConfirmed(try record.accountID())
        default: throw HandoverError("a stage of SASL is none")
        }
    }
}
