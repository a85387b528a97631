// What Swift can't import of SQLite by itself: macros that cast, and functions of variable arguments.
#ifndef PARTYLINE_CSQLITE_SHIM_H
#define PARTYLINE_CSQLITE_SHIM_H

#include <sqlite3.h>

// SQLITE_TRANSIENT: SQLite copies what is bound.
static inline sqlite3_destructor_type partyline_sqlite_transient(void) { return SQLITE_TRANSIENT; }

// SQLITE_STATIC: what is bound stays until the statement has run.
static inline sqlite3_destructor_type partyline_sqlite_static(void) { return SQLITE_STATIC; }

// sqlite3_db_config of an option that is on or off.
static inline int partyline_sqlite_set_option(sqlite3 *connection, int option, int on) {
    return sqlite3_db_config(connection, option, on, (int *)0);
}

// sqlite3_config of SQLITE_CONFIG_MEMSTATUS: no sums are kept of what is allocated, for which all threads would take a lock each time.
// It has to be called before anything else of the library that allocates.
static inline int partyline_sqlite_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

#endif
