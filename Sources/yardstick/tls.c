#include "tls.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>

static SSL_CTX *context;

static _Noreturn void die(const char *what, const char *subject) {
    fprintf(stderr, "yardstick: %s %s\n", what, subject);
    ERR_print_errors_fp(stderr);
    exit(78);
}

void tls_begin(const char *certificate, const char *key) {
    context = SSL_CTX_new(TLS_server_method());
    if (context == NULL || !SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) ||
        !SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20"))
        die("can't set up", "TLS");
    /* An idle session gives back its buffers, 16 KB each way; a write that the kernel takes in part is a part, not nothing. */
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    if (SSL_CTX_use_certificate_chain_file(context, certificate) != 1) die("can't use the certificate", certificate);
    if (SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1) die("can't use the key", key);
}

SSL *tls_new(int fd) {
    SSL *session = SSL_new(context);
    if (session != NULL && SSL_set_fd(session, fd)) return session;
    SSL_free(session);
    return NULL;
}

void tls_free(SSL *session) {
    SSL_free(session);
}

/* OpenSSL looks for errors in a queue of the thread, where those of another session may still be. */
static int reason(SSL *session, int result) {
    int error = SSL_get_error(session, result);
    ERR_clear_error();
    return error;
}

enum tls_progress tls_handshake(SSL *session) {
    int result = SSL_accept(session);
    if (result == 1) return TLS_DONE;
    switch (reason(session, result)) {
    case SSL_ERROR_WANT_READ: return TLS_AWAITS_INPUT;
    case SSL_ERROR_WANT_WRITE: return TLS_AWAITS_ROOM;
    default: return TLS_FAILED;
    }
}

/* The result of a call that moved nothing, as read(2) and write(2) give it. */
static ssize_t nothing(SSL *session, int result) {
    switch (reason(session, result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE: errno = EAGAIN; return -1;
    case SSL_ERROR_ZERO_RETURN: return 0;
    default: errno = EPROTO; return -1;
    }
}

ssize_t tls_read(SSL *session, void *bytes, size_t size) {
    size_t taken;
    int result = SSL_read_ex(session, bytes, size, &taken);
    return result == 1 ? (ssize_t)taken : nothing(session, result);
}

ssize_t tls_write(SSL *session, const void *bytes, size_t size) {
    size_t total = 0;
    while (total < size) {
        size_t taken; /* by one record, as partial writes are on */
        int result = SSL_write_ex(session, (const char *)bytes + total, size - total, &taken);
        if (result != 1) {
            ssize_t failed = nothing(session, result);
            return total > 0 ? (ssize_t)total : failed;
        }
        total += taken;
    }
    return (ssize_t)total;
}
