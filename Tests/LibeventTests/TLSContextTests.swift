import Glibc
import TestSupport
import Testing

@testable import Libevent

/// Certificates and keys that can't be used are named, with what is wrong.
@Suite struct TLSContextTests {
    private let folder: CertificateFolder
    private let pair: CertificateFolder.Pair

    init() throws {
        folder = try CertificateFolder()
        pair = try folder.make()
    }

    private func fault(certificate: String? = nil, key: String? = nil) -> String {
        do throws(TLSError) {
            _ = try TLSContext(server: certificate ?? pair.certificate, key: key ?? pair.key)
            return "none"
        } catch {
            return error.description
        }
    }

    @Test func takesCertificateAndKey() throws {
        #expect(fault() == "none")
        let both = folder.file("both.pem")
        try folder.write(folder.text(of: pair.key) + folder.text(of: pair.certificate), to: both)
        #expect(fault(certificate: both, key: both) == "none")
    }

    @Test func filesThatAreNone() throws {
        let missing = folder.file("missing.pem")
        #expect(fault(certificate: missing) == "\(missing): No such file or directory")
        #expect(fault(key: missing) == "\(missing): No such file or directory")
        #expect(fault(certificate: folder.path) == "\(folder.path): it is a directory, and not a PEM file")
        let empty = folder.file("empty.pem")
        try folder.write("", to: empty)
        #expect(fault(key: empty) == "\(empty): it is empty")
        let pipe = folder.file("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(fault(key: pipe) == "\(pipe): it is not a regular file")
        let huge = folder.file("huge.pem")
        try folder.write("x", to: huge)
        #expect(truncate(huge, 100_000_000) == 0)
        #expect(fault(certificate: huge) == "\(huge): it has 100000000 bytes, which is too much for a PEM file")
    }

    @Test func unreadable() throws {
        chmod(pair.key, 0)
        // Root reads everything.
        let expected = geteuid() == 0 ? "none" : "\(pair.key): Permission denied"
        #expect(fault() == expected)
    }

    @Test func filesThatAreNotPEM() throws {
        let text = folder.file("text.pem")
        try folder.write("hello\n", to: text)
        #expect(fault(certificate: text) == "\(text): there is no certificate in it (-----BEGIN CERTIFICATE-----)")
        #expect(fault(key: text) == "\(text): there is no private key in it (-----BEGIN PRIVATE KEY-----)")
        #expect(fault(key: pair.certificate).hasSuffix("there is no private key in it (-----BEGIN PRIVATE KEY-----)"))
        #expect(fault(certificate: pair.key).hasSuffix("there is no certificate in it (-----BEGIN CERTIFICATE-----)"))
    }

    @Test func damaged() throws {
        for (file, what) in [(pair.certificate, "certificate 1 in it"), (pair.key, "the private key in it")] {
            let whole = try folder.text(of: file)
            let cut = folder.file("cut.pem")
            var lines = whole.split(separator: "\n")
            lines.remove(at: 2)
            try folder.write(lines.joined(separator: "\n") + "\n", to: cut)
            let fault = what.hasPrefix("cert") ? fault(certificate: cut) : fault(key: cut)
            #expect(fault.hasPrefix("\(cut): \(what) is damaged: "))
            #expect(!fault.hasSuffix(": "))
        }
    }

    @Test func encrypted() throws {
        let key = folder.file("encrypted.key")
        try folder.openssl(["pkey", "-in", pair.key, "-aes256", "-passout", "pass:secret", "-out", key])
        let words = "the key is encrypted with a passphrase; write it without: openssl pkey -in OLD -out NEW"
        #expect(fault(key: key) == "\(key): \(words)")
    }

    @Test func mismatched() throws {
        let other = try folder.make("other")
        #expect(
            fault(key: other.key) == "\(other.key): the key in it is not that of the certificate in \(pair.certificate)"
        )
        let chain = folder.file("chain.pem")
        try folder.write(folder.text(of: other.certificate) + folder.text(of: pair.certificate), to: chain)
        #expect(
            fault(certificate: chain) == "\(chain): the certificate of the key in \(pair.key) must be the first in it")
    }

    @Test func authorities() throws {
        let missing = folder.file("missing.pem")
        #expect(throws: TLSError(missing, "No such file or directory")) { try TLSContext(clientTrusting: missing) }
        #expect(throws: TLSError.self) { try TLSContext(clientTrusting: pair.key) }
        #expect(try TLSContext(clientTrusting: pair.certificate).certificateExpiry == nil)
        #expect(try TLSContext(clientTrusting: nil).warning(at: 0) == nil)
    }

    /// Dates are warned of, by days, and are no errors.
    @Test func dates() throws {
        let context = try TLSContext(server: pair.certificate, key: pair.key)
        let expiry = try #require(context.certificateExpiry)
        #expect(abs(expiry - Int64(time(nil)) - 30 * 86400) < 600)
        #expect(context.warning(at: expiry - 15 * 86400) == nil)
        let subject = "the certificate in \(pair.certificate)"
        #expect(context.warning(at: expiry - 13 * 86400) == "\(subject) expires in 13 days: renew it, then reload")
        #expect(context.warning(at: expiry - 86400) == "\(subject) expires in a day: renew it, then reload")
        #expect(context.warning(at: expiry - 60) == "\(subject) expires in less than a day: renew it, then reload")
        #expect(context.warning(at: expiry + 200_000) == "\(subject) expired 2 days ago: clients will refuse it")
        let early = expiry - 33 * 86400
        #expect(context.warning(at: early) == "\(subject) becomes valid in 3 days; clients refuse it now")
        let old = try folder.make("old", days: -1)
        let words = try TLSContext(server: old.certificate, key: old.key).warning(at: Int64(time(nil)))
        #expect(words == "the certificate in \(old.certificate) expired a day ago: clients will refuse it")
    }
}
