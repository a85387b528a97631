// malloc_trim(3), which Swift's Glibc module leaves out.
#ifndef PARTYLINE_MEMORY_H
#define PARTYLINE_MEMORY_H

#include <sys/types.h>

#include <malloc.h>

#endif
