// What Swift cannot import of libevent by itself: macros, and the layouts behind them.
#ifndef PARTYLINE_CLIBEVENT_SHIM_H
#define PARTYLINE_CLIBEVENT_SHIM_H

// First: event-config.h defines _GNU_SOURCE, and without this line a clean build sees another fd_set than Glibc's module.
#include <sys/types.h>

#include <fcntl.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <event2/thread.h>
#include <event2/util.h>

// pipe2(2) with O_CLOEXEC, which is of _GNU_SOURCE: <sys/types.h> above was read without it.
extern int pipe2(int ends[2], int flags);

static inline int partyline_pipe2(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

// evsignal_new is a macro over event_new.
static inline struct event *partyline_signal_new(struct event_base *base, int signal, event_callback_fn callback,
                                                 void *context) {
    return event_new(base, signal, EV_SIGNAL | EV_PERSIST, callback, context);
}

#endif
