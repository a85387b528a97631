// Descriptors sent over a Unix socket: cmsg(3) is macros, which Swift cannot import.
#ifndef PARTYLINE_CANCILLARY_SHIM_H
#define PARTYLINE_CANCILLARY_SHIM_H

#include <sys/types.h>

#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

// The kernel takes 253 at once (SCM_MAX_FD).
enum { PARTYLINE_DESCRIPTORS_AT_ONCE = 250 };

// sendmsg(2) with SCM_RIGHTS: the bytes sent, or -1 and errno. `flags` are such as MSG_DONTWAIT.
static inline ssize_t partyline_send_descriptors(int socket, const void *bytes, size_t count, const int *descriptors,
                                                 size_t descriptor_count, int flags) {
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(sizeof(int) * PARTYLINE_DESCRIPTORS_AT_ONCE)];
    } control;
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (descriptor_count > 0) {
        memset(&control, 0, sizeof control);
        message.msg_control = control.space;
        message.msg_controllen = CMSG_SPACE(sizeof(int) * descriptor_count);
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof(int) * descriptor_count);
        memcpy(CMSG_DATA(header), descriptors, sizeof(int) * descriptor_count);
    }
    return sendmsg(socket, &message, MSG_NOSIGNAL | flags);
}

// recvmsg(2): the bytes of a message, 0 at the end, or -1 and errno. `descriptors` has room for
// PARTYLINE_DESCRIPTORS_AT_ONCE; they are close-on-exec. `is_whole` is 0 where some of either did not fit.
static inline ssize_t partyline_receive_descriptors(int socket, void *bytes, size_t count, int *descriptors,
                                                    size_t *descriptor_count, int *is_whole) {
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(sizeof(int) * PARTYLINE_DESCRIPTORS_AT_ONCE)];
    } control;
    struct iovec part = {.iov_base = bytes, .iov_len = count};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space};
    ssize_t received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    *descriptor_count = 0;
    *is_whole = received < 0 || (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) == 0;
    if (received < 0) return received;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
        size_t held = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        if (held > PARTYLINE_DESCRIPTORS_AT_ONCE - *descriptor_count) held = PARTYLINE_DESCRIPTORS_AT_ONCE - *descriptor_count;
        memcpy(descriptors + *descriptor_count, CMSG_DATA(header), held * sizeof(int));
        *descriptor_count += held;
    }
    return received;
}

// The user who made the other end (SO_PEERCRED): 0, or -1 and errno. struct ucred is hidden without _GNU_SOURCE.
static inline int partyline_peer_user(int socket, uid_t *user) {
    struct {
        pid_t process;
        uid_t user;
        gid_t group;
    } credentials;
    socklen_t size = sizeof credentials;
    int status = getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size);
    if (status == 0) *user = credentials.user;
    return status;
}

#endif
