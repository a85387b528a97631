import ChatCore

/// MONITOR (IRCv3).
extension IRCAnswers {
    /// Those who are here.
    package func putOnline(_ people: some Sequence<Source>) {
        putList(.monitorOnline, people.lazy.map { "\($0.nick)!\($0.userHost)" })
    }

    /// Those who are not, as the client wrote them, or words that are no nicks.
    package func putOffline(_ words: some Sequence<String>) {
        putList(.monitorOffline, words)
    }

    /// The answer to `MONITOR L`.
    package func putMonitored(_ nicks: some Sequence<Nick>) {
        putList(.monitorList, nicks.lazy.map(\.text))
        put(.endOfMonitorList)
    }

    /// The list is full.
    /// - Parameter left: those that were not added, as the client wrote them.
    package func putMonitorFull(most: Int, left: String) {
        put(.monitorListFull, String(most), left)
    }

    private func putList(_ numeric: IRCNumeric, _ words: some Sequence<String>) {
        var list = IRCWordLines(into: lines, separator: ",") { begin(numeric) }
        for word in words {
            let word = TextHygiene.clean(word.prefix(IRCLimits.repeated))
            guard IRCLine.isMiddle(word), !word.contains(UInt8(ascii: ",")) else { continue }
            list.add(word.count) { $0.append(word) }
        }
        list.end()
    }
}
