import ChatCore
import Dialects
import Libevent
import Passwords

/// Certificates of TLS clients, to which accounts are bound.
///
/// An account is bound to the digest of a certificate. The handshake proves that a client has its key; who issued it, and until when,
/// means nothing here.
extension AccountRequests {
    /// - Returns: false where too much waits.
    func lookUpCertificate(_ task: AccountPlan.LookUp, _ ticket: Ticket, _ tag: Tag) -> Bool {
        switch task {
        case .logInByCertificate(let digest):
            store.tokens(of: digest.bytes) { [unowned self] found in
                self.answer(ticket, tag, found) { self.logIn($0, bound: $1.first, tag) }
            }
        case .addCertificate(let account, let digest):
            // The digest tells whose it is, and the account how many it has.
            store.tokens(of: digest.bytes) { [unowned self] found in
                let isTaken = self.store.logins(of: account.id) { logins in
                    self.answer(ticket, tag, found.flatMap { found in logins.map { (found, $0.tokens) } }) {
                        self.bind(account, to: digest, for: $0, taken: $1.0, own: $1.1, tag)
                    }
                }
                if !isTaken { self.answer(ticket, tag, [StoredToken]?.none) { _, _ in } }
            }
        case .listCertificates(let account):
            lookUp(account, ticket, tag) { [unowned self] in self.listCertificates($0, $1, tag) }
        case .removeCertificate(let account, let label):
            lookUp(account, ticket, tag) { [unowned self] in self.removeCertificate($0, $1, label, tag) }
        case .token, .addToken, .listTokens, .removeToken, .reset: false
        }
    }

    private func logIn(_ session: Session, bound: StoredToken?, _ tag: Tag) {
        guard let bound, bound.kind == .certificate, let account = hub.account(bound.account) else {
            return refuse(session, tag, .strangeCertificate)
        }
        logIn(session, to: account, tag) { [unowned self] isLoggedIn in
            if isLoggedIn { store.noteUse(of: bound, at: wallTime) }
        }
    }

    private func bind(
        _ account: Hub.AccountSummary, to digest: CertificateDigest, for session: Session, taken: [StoredToken],
        own: [StoredToken], _ tag: Tag
    ) {
        guard hub.account(account.id) != nil else { return refuse(session, tag, byHub: .account(.needsLogin)) }
        guard taken.isEmpty else { return refuse(session, tag, .certificateExists) }
        guard own.count(where: { $0.kind != .reset && $0.isGood(at: wallTime) }) < rules.tokens else {
            return refuse(session, tag, .tooManyTokens(most: rules.tokens))
        }
        guard let label = AccountLabel(digest.label) else { return }
        store.add(
            StoredToken(
                account: account.id, kind: .certificate, digest: digest.bytes, label: label.text, created: wallTime))
        reply(session, tag, .certificateAdded(label))
    }

    private func listCertificates(_ session: Session, _ found: [StoredToken], _ tag: Tag) {
        let rows = found.filter { $0.kind == .certificate }.compactMap { each in
            AccountLabel(each.label).map { AccountRow.certificate($0, created: each.created, used: each.used) }
        }
        reply(session, tag, .certificates(count: rows.count), after: rows)
    }

    private func removeCertificate(
        _ session: Session, _ found: [StoredToken], _ label: AccountLabel, _ tag: Tag
    ) {
        guard let meant = found.first(where: { $0.kind == .certificate && $0.label == label.text }) else {
            return refuse(session, tag, .noSuchCertificate(label))
        }
        store.removeToken(meant.digest)
        reply(session, tag, .certificateRemoved(label))
    }
}

extension CertificateDigest {
    /// By which its owner knows it: enough of it that two are never the same.
    fileprivate var label: String { String(description.prefix(16)) }
}

extension LineConnection {
    /// Of the certificate that the peer has shown, and has the key of; nil: none.
    var certificate: CertificateDigest? {
        peerCertificate.map { der in der.withUnsafeBytes { CertificateDigest(der: $0) } }
    }
}

extension Session {
    /// Of the certificate that its peer has shown, and has the key of; nil: none.
    var certificate: CertificateDigest? { connection.certificate }

    /// Logs in by the certificate that its peer has shown, as if that were what it asked for first.
    func logInByCertificate() {
        guard server.requests.accounts != nil, connection.peerCertificate != nil else { return }
        Array("/cert login".utf8).withUnsafeBytes { if !perform($0) { waitForTurn() } }
    }
}
