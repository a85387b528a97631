#include "sanitizer.h"

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define HAS_THREAD_SANITIZER 1
#endif
#endif

#ifdef HAS_THREAD_SANITIZER
// Of its run-time library; clang's headers do not declare them.
void __tsan_acquire(void *address);
void __tsan_release(void *address);

void partyline_lock_taken(void *lock) { __tsan_acquire(lock); }
void partyline_lock_released(void *lock) { __tsan_release(lock); }
#else
void partyline_lock_taken(void *lock) { (void)lock; }
void partyline_lock_released(void *lock) { (void)lock; }
#endif
