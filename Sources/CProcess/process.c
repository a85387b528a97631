#define _GNU_SOURCE
#include "process.h"

#include <sys/prctl.h>
#include <unistd.h>

pid_t partyline_fork(void) { return fork(); }

int partyline_become_group(gid_t group) { return setresgid(group, group, group); }

int partyline_become_user(uid_t user) { return setresuid(user, user, user); }

bool partyline_is_only(uid_t user, gid_t group) {
    uid_t users[3];
    gid_t groups[3];
    if (getresuid(&users[0], &users[1], &users[2]) != 0 || getresgid(&groups[0], &groups[1], &groups[2]) != 0) {
        return false;
    }
    for (int id = 0; id < 3; id++) {
        if (users[id] != user || groups[id] != group) return false;
    }
    return true;
}

int partyline_forbid_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }
