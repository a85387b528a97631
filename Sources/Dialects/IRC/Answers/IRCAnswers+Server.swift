import Bytes
import ChatCore

/// What the server is.
extension IRCAnswers {
    /// As `Mon Nov 30 2026 10:49:46 UTC`.
    static func words(forTime time: Int64) -> String {
        Timestamp(time).rfc3339
    }

    /// The answer to VERSION: 351 and all of 005.
    /// - Parameter version: without spaces.
    package func putVersion(_ version: String, description: String, _ isupport: ISupport) {
        put(.version, [version, server], text: description)
        putISupport(isupport)
    }

    /// The answer to TIME.
    /// - Parameter now: in microseconds since 1970.
    package func putTime(_ now: Int64) {
        put(.time, [server], text: IRCAnswers.words(forTime: now))
    }

    /// The answer to INFO.
    package func putInfo(_ texts: [String]) {
        for text in texts { put(.info, text: text) }
        put(.endOfInfo)
    }

    /// The answer to ADMIN: who runs the server, where that is known.
    package func putAdmin(description: String, contact: String?) {
        put(.adminMe, server)
        put(.adminLocation1, text: description)
        if let contact { put(.adminMail, text: contact) }
    }

    /// The answer to LINKS: there are none, and what a cluster looks like is nobody's affair.
    package func putLinks() {
        put(.endOfLinks, "*")
    }

    /// The answer to STATS of who is no operator.
    /// - Parameter letter: as the client wrote it.
    package func putStats(_ letter: String) {
        put(.endOfStats, letter)
    }

    package func putUsers() {
        put(.usersDisabled)
    }

    package func putSummon() {
        put(.summonDisabled)
    }
}
