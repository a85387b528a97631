// malloc_trim(3), which Swift's Glibc module leaves out.
#ifndef PARTYLINE_CMALLOC_SHIM_H
#define PARTYLINE_CMALLOC_SHIM_H

#include <sys/types.h>

#include <malloc.h>

#endif
