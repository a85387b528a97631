#define _GNU_SOURCE
#include "ancillary.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

ssize_t partyline_send_descriptors(int socket, const void *bytes, size_t count, const int *descriptors, size_t descriptor_count,
                                   int flags) {
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

ssize_t partyline_receive_descriptors(int socket, void *bytes, size_t count, int *descriptors, size_t *descriptor_count,
                                      int *is_whole) {
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

int partyline_peer_user(int socket, uid_t *user) {
    struct ucred credentials;
    socklen_t size = sizeof credentials;
    int status = getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size);
    if (status == 0) *user = credentials.uid;
    return status;
}
