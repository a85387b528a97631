// What Swift's Glibc module withholds of a process's own affairs: fork(2), and the calls of _GNU_SOURCE about who one is.
#ifndef PARTYLINE_PROCESS_H
#define PARTYLINE_PROCESS_H

#include <spawn.h>
#include <stdbool.h>
#include <sys/types.h>

// fork(2). Only while the process has one thread, and nothing that a copy of it would share badly (a libevent base).
pid_t partyline_fork(void);

// pipe2(2) with O_CLOEXEC. 0, or -1 and errno.
int partyline_pipe(int ends[2]);

// Becomes a group, or a user, for good: setresgid(2) and setresuid(2) with all three of their ids. 0, or -1 and errno.
int partyline_become_group(gid_t group);
int partyline_become_user(uid_t user);

// Whether the real, effective and saved ids are these and no others (getresuid(2), getresgid(2)).
bool partyline_is_only(uid_t user, gid_t group);

// Nothing that this thread, or one that it starts, executes gains privileges any more (PR_SET_NO_NEW_PRIVS, prctl(2)). 0, or -1 and errno.
int partyline_forbid_new_privileges(void);

// The program is started in that directory (posix_spawn_file_actions_addchdir_np(3)). 0, or an error's number.
int partyline_spawn_in(posix_spawn_file_actions_t *actions, const char *directory);

// Starts a program as a child of our parent's, as a service manager watches over its own children alone (clone(2) with CLONE_PARENT).
// Of our descriptors it gets `kept` and those that are not close-on-exec. The process, and in `handle` a descriptor for it
// (pidfd_open(2)); or -1 and errno, also where the program can't be executed.
pid_t partyline_start_sibling(const char *path, char *const arguments[], char *const environment[], int kept, int *handle);

// Ends the process of such a handle (SIGKILL). 0, or -1 and errno.
int partyline_end_sibling(int handle);

#endif
