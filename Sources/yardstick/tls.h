/* TLS for the yardstick, by OpenSSL on the sockets themselves: what read and write are for a plain client. */
#ifndef YARDSTICK_TLS_H
#define YARDSTICK_TLS_H

#include <openssl/types.h>
#include <stddef.h>
#include <sys/types.h>

enum { TLS_RECORD_BYTES = 16384 };
enum tls_progress { TLS_DONE, TLS_AWAITS_INPUT, TLS_AWAITS_ROOM, TLS_FAILED };

/* Loads a certificate chain and its key (PEM), or ends the process and says why. */
void tls_begin(const char *certificate, const char *key);

/* A session on a connected, non-blocking socket, or NULL; tls_free leaves the socket open. */
SSL *tls_new(int fd);
void tls_free(SSL *session);

/* Goes on with the handshake. */
enum tls_progress tls_handshake(SSL *session);

/* As read(2), of one record at most: 0 at the end, -1 with errno where nothing came. Where `size` is at least TLS_RECORD_BYTES nothing
 * stays behind in the session, so that epoll tells of all that is still to be read. */
ssize_t tls_read(SSL *session, void *bytes, size_t size);

/* As write(2): the bytes that the kernel took, in as few records as hold them, or -1 with errno. After a part or EAGAIN, the next
 * call must go on with the same bytes, which may have moved, and more may follow them. */
ssize_t tls_write(SSL *session, const void *bytes, size_t size);

#endif
