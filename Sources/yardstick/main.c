/* The yardstick of `make bench`: the least that a chat server in C does, done well. It relays each line, unchanged, to
 * all others in the sender's group; a first line `/join #name` picks the group. No chat, no checks of text, no limits
 * but the ones that keep it alive. What a turn of epoll_wait brings is gathered per recipient and written once.
 * `--tls CERTIFICATE KEY` does the same through OpenSSL. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tls.h"

enum {
    READ_BYTES = 65536,        /* one read a readable socket a turn; a longer line closes its sender */
    TURN_EVENTS = 1024,
    QUEUE_BYTES = 64 << 20,    /* a recipient that is this far behind is dropped */
    NAME_BYTES = 33,
    GROUP_BUCKETS = 1024,
};

_Static_assert(READ_BYTES >= TLS_RECORD_BYTES, "tls_read would keep part of a record");

struct list {
    struct client **items;
    size_t count, capacity;
};

struct group {
    struct group *next;        /* of its bucket */
    struct list members;
    char name[NAME_BYTES + 1];
};

struct client {
    int fd;
    SSL *tls;                  /* NULL: plain */
    bool dirty, waits_for_room, dead, spoke;
    struct group *group;       /* NULL until the handshake is done */
    size_t place;              /* among the group's members */
    char *rest;                /* an unfinished line */
    size_t rest_length, rest_capacity;
    char *out;                 /* what waits: out[out_start ..< out_end] */
    size_t out_start, out_end, out_capacity;
};

static int poller;
static struct group *groups[GROUP_BUCKETS], *lobby;
static struct list dirty, dead;
static char input[2 * READ_BYTES];

static _Noreturn void die(const char *what) {
    fprintf(stderr, "yardstick: %s: %s\n", what, strerror(errno));
    exit(71);
}

static void *grow(void *memory, size_t bytes) {
    void *grown = realloc(memory, bytes);
    if (grown == NULL) die("realloc");
    return grown;
}

static void push(struct list *list, struct client *client) {
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 16;
        list->items = grow(list->items, list->capacity * sizeof *list->items);
    }
    list->items[list->count++] = client;
}

static struct group *group_named(const char *name, size_t length) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)name[i]) * 16777619u;
    struct group **bucket = &groups[hash % GROUP_BUCKETS];
    for (struct group *group = *bucket; group; group = group->next)
        if (strlen(group->name) == length && memcmp(group->name, name, length) == 0) return group;
    struct group *group = calloc(1, sizeof *group);
    if (group == NULL) die("calloc");
    memcpy(group->name, name, length);
    group->next = *bucket;
    return *bucket = group;
}

static void leave(struct client *client) {
    struct list *members = &client->group->members;
    struct client *last = members->items[--members->count];
    members->items[client->place] = last;
    last->place = client->place;
}

static void enter(struct client *client, struct group *group) {
    client->group = group;
    client->place = group->members.count;
    push(&group->members, client);
}

/* Closing waits for the end of the turn: a pointer to the client may still stand in a list or in an event. */
static void condemn(struct client *client) {
    if (client->dead) return;
    client->dead = true;
    if (client->group) leave(client);
    push(&dead, client);
}

static void await_room(struct client *client, bool wanted) {
    if (client->waits_for_room == wanted) return;
    client->waits_for_room = wanted;
    struct epoll_event event = {.events = EPOLLIN | (wanted ? EPOLLOUT : 0), .data.ptr = client};
    if (epoll_ctl(poller, EPOLL_CTL_MOD, client->fd, &event) < 0) die("epoll_ctl");
}

static void flush(struct client *client) {
    char *start = client->out + client->out_start;
    size_t length = client->out_end - client->out_start;
    ssize_t taken = client->tls ? tls_write(client->tls, start, length) : write(client->fd, start, length);
    if (taken < 0) {
        if (errno != EAGAIN && errno != EINTR) return condemn(client);
        taken = 0;
    }
    client->out_start += (size_t)taken;
    if (client->out_start == client->out_end) client->out_start = client->out_end = 0;
    await_room(client, client->out_end > 0);
}

/* The slow path of append: moves what waits to the front, or grows the buffer. */
static bool make_room(struct client *client, size_t length) {
    size_t waiting = client->out_end - client->out_start;
    if (waiting + length > QUEUE_BYTES) return false;
    if (client->out_start > 0) {
        memmove(client->out, client->out + client->out_start, waiting);
        client->out_start = 0;
        client->out_end = waiting;
    }
    size_t capacity = client->out_capacity ? client->out_capacity : 1024;
    while (capacity < waiting + length) capacity *= 2;
    if (capacity != client->out_capacity) client->out = grow(client->out, client->out_capacity = capacity);
    return true;
}

static inline void append(struct client *client, const char *line, size_t length) {
    if (client->out_capacity - client->out_end < length && !make_room(client, length)) return condemn(client);
    memcpy(client->out + client->out_end, line, length);
    client->out_end += length;
    if (!client->dirty) {
        client->dirty = true;
        push(&dirty, client);
    }
}

static void take_line(struct client *sender, const char *line, size_t length) {
    static const char join[] = "/join ";
    size_t verb = sizeof join - 1;
    bool first = !sender->spoke;
    sender->spoke = true;
    if (first && length > verb + 1 && memcmp(line, join, verb) == 0 && length - 1 - verb <= NAME_BYTES) {
        leave(sender);
        enter(sender, group_named(line + verb, length - 1 - verb));
        return;
    }
    struct list *members = &sender->group->members;
    /* Backwards, because condemning a member moves the last one, already served, to its place. */
    for (size_t i = members->count; i-- > 0;)
        if (members->items[i] != sender) append(members->items[i], line, length);
}

static void take_input(struct client *client) {
    size_t length = client->rest_length;
    if (length > 0) memcpy(input, client->rest, length);
    char *fresh = input + length;
    ssize_t taken = client->tls ? tls_read(client->tls, fresh, READ_BYTES) : read(client->fd, fresh, READ_BYTES);
    if (taken < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (taken <= 0) return condemn(client);
    char *line = input, *end = input + length + taken, *newline = memchr(fresh, '\n', (size_t)taken);
    while (newline && !client->dead) {
        take_line(client, line, (size_t)(newline + 1 - line));
        line = newline + 1;
        newline = memchr(line, '\n', (size_t)(end - line));
    }
    client->rest_length = (size_t)(end - line);
    if (client->rest_length == 0) return;
    if (client->rest_length >= READ_BYTES) return condemn(client);
    if (client->rest_length > client->rest_capacity)
        client->rest = grow(client->rest, client->rest_capacity = 2 * client->rest_length);
    memcpy(client->rest, line, client->rest_length);
}

static void take_handshake(struct client *client) {
    switch (tls_handshake(client->tls)) {
    case TLS_DONE: enter(client, lobby); /* fall through */
    case TLS_AWAITS_INPUT: return await_room(client, false);
    case TLS_AWAITS_ROOM: return await_room(client, true);
    case TLS_FAILED: return condemn(client);
    }
}

static void take_clients(int listener, bool tls) {
    int fd, on = 1;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct client *client = calloc(1, sizeof *client);
        if (client == NULL) die("calloc");
        client->fd = fd;
        if (!tls) enter(client, lobby);
        else if ((client->tls = tls_new(fd)) == NULL) die("tls_new");
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = client};
        if (epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event) < 0) die("epoll_ctl");
    }
    if (errno == EMFILE || errno == ENFILE) die("accept4"); /* partyline-bench raises the limit before it starts us */
}

static void end_turn(void) {
    for (size_t i = 0; i < dirty.count; i++) {
        struct client *client = dirty.items[i];
        client->dirty = false;
        /* While the kernel has no room, EPOLLOUT flushes, and what is gathered meanwhile waits behind. */
        if (!client->dead && !client->waits_for_room) flush(client);
    }
    dirty.count = 0;
    for (size_t i = 0; i < dead.count; i++) {
        struct client *client = dead.items[i];
        tls_free(client->tls);
        close(client->fd);
        free(client->rest);
        free(client->out);
        free(client);
    }
    dead.count = 0;
}

int main(int argc, char **argv) {
    bool tls = argc == 4 && strcmp(argv[1], "--tls") == 0;
    if (argc > 1 && !tls) {
        fprintf(stderr, "usage: yardstick [--tls CERTIFICATE KEY]\n");
        return 64;
    }
    if (tls) tls_begin(argv[2], argv[3]);
    signal(SIGPIPE, SIG_IGN);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, SOMAXCONN) < 0 ||
        getsockname(listener, (struct sockaddr *)&address, &size) < 0)
        die("listen");
    struct epoll_event events[TURN_EVENTS], ready = {.events = EPOLLIN, .data.ptr = NULL};
    if ((poller = epoll_create1(EPOLL_CLOEXEC)) < 0 || epoll_ctl(poller, EPOLL_CTL_ADD, listener, &ready) < 0)
        die("epoll");
    fprintf(stderr, "listening on 127.0.0.1:%u\n", ntohs(address.sin_port));
    lobby = group_named("#lobby", 6);
    for (;;) {
        int count = epoll_wait(poller, events, TURN_EVENTS, -1);
        if (count < 0 && errno != EINTR) die("epoll_wait");
        for (int i = 0; i < count; i++) {
            struct client *client = events[i].data.ptr;
            if (client == NULL) {
                take_clients(listener, tls);
                continue;
            }
            if (client->group == NULL) {
                if (!client->dead) take_handshake(client);
                continue;
            }
            if (events[i].events & EPOLLOUT && !client->dead) flush(client);
            if (events[i].events & ~EPOLLOUT && !client->dead) take_input(client);
        }
        end_turn();
    }
}
