import ChatCore
import Handover

extension HubSnapshot.Letter {
    func write(to record: inout RecordWriter) {
        record.put(id)
        record.put(time)
        record.put(author)
        record.put(account) { $0.put($1) }
        record.put(recipient) { $0.put($1) }
        record.put(recipientAccount) { $0.put($1) }
        record.put(nick.text)
        record.put(isWaiting)
        record.put(continues)
    }

    init(_ record: inout RecordReader) throws(HandoverError) {
        let (id, time, author) = (try record.signed(), try record.signed(), try record.personID())
        let account = try record.optional { reader throws(HandoverError) in try reader.accountID() }
        let recipient = try record.optional { reader throws(HandoverError) in try reader.personID() }
        let recipientAccount = try record.optional { reader throws(HandoverError) in try reader.accountID() }
        self.init(id: id, time: time, author: author, to: try record.nick())
        (self.account, self.recipient, self.recipientAccount) = (account, recipient, recipientAccount)
        (isWaiting, continues) = (try record.flag(), try record.flag())
    }
}
