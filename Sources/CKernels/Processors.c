#define _GNU_SOURCE
#include "CKernels.h"

#include <sched.h>

bool kernels_may_use(int processor) {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 && CPU_ISSET(processor, &set);
}

// Where each thread might run before it was bound.
static _Thread_local cpu_set_t before;
static _Thread_local bool is_bound;

void kernels_bind(int processor) {
  if (!is_bound && sched_getaffinity(0, sizeof before, &before) != 0) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  is_bound = sched_setaffinity(0, sizeof set, &set) == 0;
}

void kernels_unbind(void) {
  if (is_bound) sched_setaffinity(0, sizeof before, &before);
  is_bound = false;
}
