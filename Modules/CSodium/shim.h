#ifndef PARTYLINE_SODIUM_SHIM_H
#define PARTYLINE_SODIUM_SHIM_H

#include <sodium.h>

#endif
