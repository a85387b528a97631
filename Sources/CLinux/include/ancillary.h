// Descriptors sent over a Unix socket: cmsg(3) is macros, which Swift cannot import.
#ifndef PARTYLINE_ANCILLARY_H
#define PARTYLINE_ANCILLARY_H

#include <stddef.h>
#include <sys/types.h>

// The kernel takes 253 at once (SCM_MAX_FD).
enum { PARTYLINE_DESCRIPTORS_AT_ONCE = 250 };

// sendmsg(2) with SCM_RIGHTS: the bytes sent, or -1 and errno. `flags` are such as MSG_DONTWAIT.
ssize_t partyline_send_descriptors(int socket, const void *bytes, size_t count, const int *descriptors, size_t descriptor_count, int flags);

// recvmsg(2): the bytes of a message, 0 at the end, or -1 and errno. `descriptors` has room for
// PARTYLINE_DESCRIPTORS_AT_ONCE; they are close-on-exec. `is_whole` is 0 where some of either did not fit.
ssize_t partyline_receive_descriptors(int socket, void *bytes, size_t count, int *descriptors, size_t *descriptor_count, int *is_whole);

// The user who made the other end (SO_PEERCRED): 0, or -1 and errno.
int partyline_peer_user(int socket, uid_t *user);

#endif
