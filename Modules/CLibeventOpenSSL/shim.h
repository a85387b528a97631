// libevent's TLS and what Swift cannot import of OpenSSL by itself: macros.
#ifndef PARTYLINE_CLIBEVENTOPENSSL_SHIM_H
#define PARTYLINE_CLIBEVENTOPENSSL_SHIM_H

// First, as in CLibevent.
#include <sys/types.h>

#include <event2/bufferevent_ssl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Function-like macros.

static inline int partyline_ssl_ctx_set_min_proto_version(SSL_CTX *context, int version) {
    return SSL_CTX_set_min_proto_version(context, version);
}

static inline void partyline_ssl_ctx_set_mode(SSL_CTX *context, long mode) {
    SSL_CTX_set_mode(context, mode);
}

static inline void partyline_ssl_ctx_set_session_cache_mode(SSL_CTX *context, long mode) {
    SSL_CTX_set_session_cache_mode(context, mode);
}

// Takes the certificate over on success (1).
static inline int partyline_ssl_ctx_add0_chain_cert(SSL_CTX *context, X509 *certificate) {
    return (int)SSL_CTX_add0_chain_cert(context, certificate);
}

static inline int partyline_ssl_set_tlsext_host_name(SSL *ssl, const char *name) {
    return (int)SSL_set_tlsext_host_name(ssl, name);
}

static inline int partyline_ssl_set_max_send_fragment(SSL *ssl, long bytes) {
    return (int)SSL_set_max_send_fragment(ssl, bytes);
}

static inline void partyline_openssl_free(void *memory) {
    OPENSSL_free(memory);
}

// Constants with casts in them.

static const uint64_t partyline_SSL_OP_IGNORE_UNEXPECTED_EOF = SSL_OP_IGNORE_UNEXPECTED_EOF;
static const uint64_t partyline_SSL_OP_NO_COMPRESSION = SSL_OP_NO_COMPRESSION;
static const uint64_t partyline_SSL_OP_NO_RENEGOTIATION = SSL_OP_NO_RENEGOTIATION;
static const uint64_t partyline_SSL_OP_NO_TICKET = SSL_OP_NO_TICKET;

#endif
