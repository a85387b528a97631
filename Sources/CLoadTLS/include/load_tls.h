// TLS for the clients of partyline-bench, by OpenSSL on the sockets themselves: it reads in pieces as large as they come, so that
// the load keeps up.
#ifndef PARTYLINE_LOAD_TLS_H
#define PARTYLINE_LOAD_TLS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct ssl_ctx_st;
struct ssl_st;

// What all clients share: TLS 1.3, with one cipher suite and one group for the key exchange and no other, and trust in one
// certificate (a PEM file) and no other. NULL where OpenSSL refuses.
struct ssl_ctx_st *partyline_load_tls_new(const char *suite, const char *group, const char *certificate);
void partyline_load_tls_free(struct ssl_ctx_st *tls);

// Shakes hands on a connected, blocking socket, and makes it non-blocking. NULL where the handshake fails. The socket stays the
// caller's: partyline_load_tls_end leaves it open.
struct ssl_st *partyline_load_tls_connect(struct ssl_ctx_st *tls, int descriptor);
void partyline_load_tls_end(struct ssl_st *session);

// Reads all records that came and find room; `size` is at least 16 KB.
// Returns 0 where the server has closed the connection or broken it, and -1 where no record is complete yet.
ssize_t partyline_load_tls_read(struct ssl_st *session, void *bytes, size_t size);

// Whether more was read from the kernel than partyline_load_tls_read returned, so that no event will tell of it.
bool partyline_load_tls_has_more(struct ssl_st *session);

// Returns whether all was sent.
bool partyline_load_tls_send(struct ssl_st *session, const void *bytes, size_t size);

// OpenSSL's word for what failed in the last call that failed.
void partyline_load_tls_error(char *text, size_t size);

#endif
