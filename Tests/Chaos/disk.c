// A disk that is slow, or whose power is cut. Loaded by LD_PRELOAD into a process whose files are the ones of a store.
//
// CHAOS_DISK names a folder. A copy of each file is put there as it was when it was synced last: what a power cut would leave. If there is
// a file `delay` in it, each sync takes so many milliseconds longer. If there is a file `normal`, syncs of a WAL are passed over, which is
// what SQLite's `synchronous = NORMAL` does between checkpoints.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *folder(void) { return getenv("CHAOS_DISK"); }

static void wait_as_told(void) {
    char path[512], text[16] = {0};
    snprintf(path, sizeof path, "%s/delay", folder());
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    long delay = count > 0 ? atol(text) : 0;
    struct timespec pause = {delay / 1000, (delay % 1000) * 1000000};
    nanosleep(&pause, NULL);
}

static int is_passed_over(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/normal", folder());
    size_t length = strlen(name);
    return length > 4 && strcmp(name + length - 4, "-wal") == 0 && access(path, F_OK) == 0;
}

// By the same descriptor: closing another one of the file would give up the locks that the process has on it.
static void keep(int descriptor, const char *name) {
    char to[512], fresh[520], block[1 << 16];
    snprintf(to, sizeof to, "%s/%s", folder(), name);
    snprintf(fresh, sizeof fresh, "%s.new", to);
    int copy = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (copy < 0) return;
    off_t at = 0;
    ssize_t count;
    while ((count = pread(descriptor, block, sizeof block, at)) > 0) {
        if (write(copy, block, count) != count) abort();
        at += count;
    }
    close(copy);
    rename(fresh, to);
}

static int sync_by(const char *call, int descriptor) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, call);
    char link[64], path[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t count = folder() ? readlink(link, path, sizeof path - 1) : -1;
    if (count < 0) return real(descriptor);
    path[count] = 0;
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    if (!strstr(name, ".db")) return real(descriptor);
    if (is_passed_over(name)) return 0;
    wait_as_told();
    int status = real(descriptor);
    if (status == 0) keep(descriptor, name);
    return status;
}

int fsync(int descriptor) { return sync_by("fsync", descriptor); }
int fdatasync(int descriptor) { return sync_by("fdatasync", descriptor); }
