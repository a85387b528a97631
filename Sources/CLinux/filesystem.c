#include "filesystem.h"

#include <sys/vfs.h>

int partyline_file_system(const char *path, uint32_t *type) {
    struct statfs figures;
    if (statfs(path, &figures) != 0) return -1;
    *type = (uint32_t)figures.f_type;
    return 0;
}
