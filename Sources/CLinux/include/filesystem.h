// statfs(2), which Swift's Glibc module leaves out.
#ifndef PARTYLINE_FILESYSTEM_H
#define PARTYLINE_FILESYSTEM_H

#include <stdint.h>

// The type of the file system that a path is on (a magic number of linux/magic.h). 0, or -1 and errno.
int partyline_file_system(const char *path, uint32_t *type);

#endif
