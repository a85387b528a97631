// What Swift's Glibc module does not show of <sched.h>: the processors that a thread may run on.
#ifndef PARTYLINE_AFFINITY_H
#define PARTYLINE_AFFINITY_H

#include <stdbool.h>

// Whether the calling thread may run on a processor.
bool partyline_may_run_on(int processor);

// Binds the calling thread, and what it spawns from now on, to one processor.
bool partyline_bind_to(int processor);

// Binds a thread, by its id, to one processor (`sched_setaffinity`). What it spawned before stays where it is.
bool partyline_bind_thread(int thread, int processor);

#endif
