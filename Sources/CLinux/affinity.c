#define _GNU_SOURCE
#include "affinity.h"

#include <sched.h>

bool partyline_may_run_on(int processor) {
    cpu_set_t set;
    if (processor < 0 || processor >= CPU_SETSIZE || sched_getaffinity(0, sizeof set, &set) != 0) return false;
    return CPU_ISSET(processor, &set);
}

bool partyline_bind_thread(int thread, int processor) {
    if (processor < 0 || processor >= CPU_SETSIZE) return false;
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    return sched_setaffinity(thread, sizeof set, &set) == 0;
}

bool partyline_bind_to(int processor) {
    return partyline_bind_thread(0, processor);
}
