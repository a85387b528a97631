import ChatCore
import Handover

extension FormerNick {
    func write(to record: inout RecordWriter) {
        record.put(source.nick.text)
        record.put(source.userHost)
        record.put(source.account?.text) { $0.put($1) }
        record.put(source.isBot)
        record.put(realName) { $0.put($1) }
        record.put(time)
    }

    init(_ record: inout RecordReader) throws(HandoverError) {
        let (nick, userHost) = (try record.nick(), try record.userHost())
        let account = try record.optional { reader throws(HandoverError) in try reader.nick() }
        self.init(
            source: Source(nick: nick, userHost: userHost, account: account, isBot: try record.flag()),
            realName: try record.optional { reader throws(HandoverError) in try reader.cleanText() },
            time: try record.signed())
    }
}
