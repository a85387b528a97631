#define _GNU_SOURCE
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

pid_t partyline_fork(void) { return fork(); }

int partyline_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

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

int partyline_spawn_in(posix_spawn_file_actions_t *actions, const char *directory) {
    return posix_spawn_file_actions_addchdir_np(actions, directory);
}

pid_t partyline_start_sibling(const char *path, char *const arguments[], char *const environment[], int kept, int *handle) {
    // Or our parent would have a child for nothing.
    if (access(path, X_OK) != 0) return -1;
    // Closed by a successful execve; else it brings the reason.
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return -1;
    long process = syscall(SYS_clone, CLONE_PARENT | CLONE_PIDFD | SIGCHLD, NULL, handle, NULL, NULL);
    if (process == 0) {
        int code = 0;
        if (fcntl(kept, F_SETFD, 0) != 0 || execve(path, arguments, environment) != 0) code = errno;
        // Nobody hears of it where the pipe is gone.
        if (write(report[1], &code, sizeof code) < 0) _exit(126);
        _exit(127);
    }
    int code = process < 0 ? errno : 0;
    close(report[1]);
    if (process > 0) {
        ssize_t count;
        do count = read(report[0], &code, sizeof code);
        while (count < 0 && errno == EINTR);
        if (count > 0) close(*handle);
    }
    close(report[0]);
    errno = code;
    return code == 0 ? (pid_t)process : -1;
}

int partyline_end_sibling(int handle) { return (int)syscall(SYS_pidfd_send_signal, handle, SIGKILL, NULL, 0); }
