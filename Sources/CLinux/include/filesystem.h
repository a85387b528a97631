// statfs(2) and memfd_create(2), which Swift's Glibc module leaves out.
#ifndef PARTYLINE_FILESYSTEM_H
#define PARTYLINE_FILESYSTEM_H

#include <stdint.h>

// The type of the file system that a path is on (a magic number of linux/magic.h). 0, or -1 and errno.
int partyline_file_system(const char *path, uint32_t *type);

// A file that is in memory alone, without a name, close-on-exec; or -1 and errno.
int partyline_memory_file(void);

#endif
