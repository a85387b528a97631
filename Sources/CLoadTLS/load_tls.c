#include "load_tls.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdio.h>

enum {
    READ_BYTES = 128 << 10, // at most, from the kernel at a time, as for a plain client
    RECORD_BYTES = 16384,
};

SSL_CTX *partyline_load_tls_new(const char *suite, const char *group, const char *certificate) {
    SSL_CTX *tls = SSL_CTX_new(TLS_client_method());
    if (tls == NULL || !SSL_CTX_set_min_proto_version(tls, TLS1_3_VERSION) || !SSL_CTX_set_ciphersuites(tls, suite) ||
        !SSL_CTX_set1_groups_list(tls, group) || !SSL_CTX_load_verify_file(tls, certificate)) {
        SSL_CTX_free(tls);
        return NULL;
    }
    SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(tls, 1);
    SSL_CTX_set_default_read_buffer_len(tls, READ_BYTES);
    return tls;
}

void partyline_load_tls_free(SSL_CTX *tls) {
    SSL_CTX_free(tls);
}

SSL *partyline_load_tls_connect(SSL_CTX *tls, int descriptor) {
    ERR_clear_error();
    SSL *session = SSL_new(tls);
    if (session != NULL && SSL_set_fd(session, descriptor) && SSL_connect(session) == 1 &&
        fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0)
        return session;
    SSL_free(session);
    return NULL;
}

void partyline_load_tls_end(SSL *session) {
    SSL_free(session);
}

ssize_t partyline_load_tls_read(SSL *session, void *bytes, size_t size) {
    size_t total = 0, taken;
    int result;
    ERR_clear_error();
    do {
        result = SSL_read_ex(session, (char *)bytes + total, size - total, &taken);
        if (result == 1) total += taken;
    } while (result == 1 && size - total >= RECORD_BYTES && SSL_has_pending(session));
    if (total > 0) return (ssize_t)total;
    return SSL_get_error(session, result) == SSL_ERROR_WANT_READ ? -1 : 0;
}

bool partyline_load_tls_has_more(SSL *session) {
    return SSL_has_pending(session);
}

bool partyline_load_tls_send(SSL *session, const void *bytes, size_t size) {
    size_t sent;
    ERR_clear_error();
    return SSL_write_ex(session, bytes, size, &sent) == 1 && sent == size;
}

void partyline_load_tls_error(char *text, size_t size) {
    unsigned long error = ERR_peek_error();
    const char *reason = error ? ERR_reason_error_string(error) : NULL;
    snprintf(text, size, "%s", reason ? reason : "no answer, or none that is TLS");
}
