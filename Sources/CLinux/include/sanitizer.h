// What ThreadSanitizer has to be told. Without it these functions do nothing.
#ifndef PARTYLINE_SANITIZER_H
#define PARTYLINE_SANITIZER_H

// The calling thread has taken the lock at an address: it sees what all who released it have written.
void partyline_lock_taken(void *lock);

// The calling thread is about to release the lock at an address.
void partyline_lock_released(void *lock);

#endif
