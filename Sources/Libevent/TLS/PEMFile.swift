import CLibeventOpenSSL
import Glibc

/// The text of a PEM file (RFC 7468), wiped from memory at its end, as a private key may be in it.
struct PEMFile: ~Copyable {
    /// More than any chain of certificates; the system's list of all authorities is a fifth of it.
    private static let maximumSize = 1 << 20

    let path: String
    private let bytes: UnsafeMutableRawBufferPointer

    /// Reads a file whole.
    /// - Throws: where it is missing, unreadable, no regular file, empty or over 1 MiB.
    init(_ path: String) throws(TLSError) {
        self.path = path
        bytes = try PEMFile.read(path)
    }

    deinit {
        OPENSSL_cleanse(bytes.baseAddress, bytes.count)
        bytes.deallocate()
    }

    private static func read(_ path: String) throws(TLSError) -> UnsafeMutableRawBufferPointer {
        // Without waiting, should it be a pipe.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw TLSError(path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw TLSError(path, String(cString: strerror(errno))) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw TLSError(path, "it is a directory, and not a PEM file")
        default: throw TLSError(path, "it is not a regular file")
        }
        guard status.st_size > 0 else { throw TLSError(path, "it is empty") }
        guard status.st_size <= maximumSize else {
            throw TLSError(path, "it has \(status.st_size) bytes, which is too much for a PEM file")
        }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(status.st_size), alignment: 1)
        var count = 0
        while count < bytes.count {
            let got = Glibc.read(descriptor, bytes.baseAddress! + count, bytes.count - count)
            if got < 0, errno == EINTR { continue }
            if got <= 0 { break }
            count += got
        }
        guard count == bytes.count else {
            OPENSSL_cleanse(bytes.baseAddress, count)
            bytes.deallocate()
            throw TLSError(path, "it could not be read whole")
        }
        return bytes
    }

    /// All its certificates, in their order; at least one.
    func certificates() throws(TLSError) -> [Certificate] {
        ERR_clear_error()
        guard let source = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else {
            throw TLSError(path, OpenSSLErrors.taken().words)
        }
        defer { BIO_free(source) }
        var certificates: [Certificate] = []
        while let certificate = PEM_read_bio_X509(source, nil, nil, nil) {
            certificates.append(Certificate(certificate))
        }
        let errors = OpenSSLErrors.taken()
        guard errors.contain(library: ERR_LIB_PEM, reason: PEM_R_NO_START_LINE) else {
            throw TLSError(path, "certificate \(certificates.count + 1) in it is damaged: \(errors.words)")
        }
        guard !certificates.isEmpty else {
            throw TLSError(path, "there is no certificate in it (-----BEGIN CERTIFICATE-----)")
        }
        return certificates
    }

    /// Its private key (`EVP_PKEY`), the caller's to free.
    func privateKey() throws(TLSError) -> OpaquePointer {
        ERR_clear_error()
        guard let source = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count)) else {
            throw TLSError(path, OpenSSLErrors.taken().words)
        }
        defer { BIO_free(source) }
        var isEncrypted = false
        if let key = PEM_read_bio_PrivateKey(source, nil, refusePassphrase, &isEncrypted) { return key }
        let errors = OpenSSLErrors.taken()
        if isEncrypted {
            throw TLSError(
                path, "the key is encrypted with a passphrase; write it without: openssl pkey -in OLD -out NEW")
        }
        guard contains("PRIVATE KEY-----") else {
            throw TLSError(path, "there is no private key in it (-----BEGIN PRIVATE KEY-----)")
        }
        throw TLSError(path, "the private key in it is damaged: \(errors.words)")
    }

    private func contains(_ text: String) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: text.utf8) }
    }
}

/// Notes that OpenSSL asked for a passphrase, and gives none: nobody is there to type it.
private func refusePassphrase(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int32, _ isForWriting: Int32, _ context: UnsafeMutableRawPointer?
) -> Int32 {
    context?.assumingMemoryBound(to: Bool.self).pointee = true
    return -1
}

/// An X.509 certificate (`X509`).
final class Certificate {
    let pointer: OpaquePointer

    /// Takes it over.
    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit {
        X509_free(pointer)
    }

    /// From when on it is valid, in seconds since 1970.
    var start: Int64 { seconds(X509_get0_notBefore(pointer)) }
    /// Until when it is valid, in seconds since 1970.
    var expiry: Int64 { seconds(X509_get0_notAfter(pointer)) }

    private func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64 {
        var parts = tm()
        guard ASN1_TIME_to_tm(time, &parts) == 1 else { return 0 }
        return Int64(timegm(&parts))
    }

    /// Whether a key is its own (`X509_check_private_key`).
    func matches(_ key: OpaquePointer) -> Bool {
        defer { ERR_clear_error() }
        return X509_check_private_key(pointer, key) == 1
    }
}
