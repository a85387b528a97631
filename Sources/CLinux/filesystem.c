#define _GNU_SOURCE
#include "filesystem.h"

#include <sys/mman.h>
#include <sys/vfs.h>

int partyline_file_system(const char *path, uint32_t *type) {
    struct statfs figures;
    if (statfs(path, &figures) != 0) return -1;
    *type = (uint32_t)figures.f_type;
    return 0;
}

int partyline_memory_file(void) { return memfd_create("partyline", MFD_CLOEXEC); }
