#define _GNU_SOURCE
#include "CSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const int told[] = {
  SIGTSTP, SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE, SIGXCPU,
  SIGXFSZ, SIGVTALRM, SIGPROF, SIGPWR, SIGIO, SIGSTKFLT, SIGSYS};
static const int fatal[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
enum { told_count = sizeof told / sizeof *told, fatal_count = sizeof fatal / sizeof *fatal };

static int ends[2] = {-1, -1};
static struct sigaction before_told[told_count];

// What is to end the program, from when it came, and the time it has to give the terminal back.
static volatile sig_atomic_t ending;
static const struct itimerspec patience = {.it_value = {.tv_nsec = 800 * 1000 * 1000}};
static timer_t watch;
static int is_watched;

static void tell(int number) {
  int saved_errno = errno;
  if (number != SIGTSTP && number != SIGWINCH && !ending) {
    ending = number;
    if (is_watched) timer_settime(watch, 0, &patience, NULL);
  }
  unsigned char byte = (unsigned char)number;
  ssize_t written = write(ends[1], &byte, 1);
  (void)written;  // A full pipe already wakes the loop.
  errno = saved_errno;
}

static void handle(int number) {
  struct sigaction before;
  // Whoever starts a program with a signal ignored, as nohup does, means it.
  if (sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_IGN) return;
  struct sigaction action = {.sa_handler = tell, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

static void unblock(int number) {
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, number);
  sigprocmask(SIG_UNBLOCK, &one, NULL);
}

// Not what was there before: Swift's backtracer would wait for a key on a terminal.
static void end_by(int number) {
  signal(number, SIG_DFL);
  unblock(number);
  raise(number);
}

static void end_now(int number);

int signals_open(void) {
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  ending = 0;
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN};
  is_watched = timer_create(CLOCK_MONOTONIC, &event, &watch) == 0;
  if (is_watched) signal(SIGRTMIN, end_now);
  for (int i = 0; i < told_count; i++) {
    sigaction(told[i], NULL, &before_told[i]);
    handle(told[i]);
  }
  return ends[0];
}

void signals_close(void) {
  if (is_watched) timer_delete(watch);
  is_watched = 0;
  for (int i = 0; i < told_count; i++) {
    if (before_told[i].sa_handler != SIG_IGN) signal(told[i], SIG_DFL);
  }
  close(ends[0]);
  close(ends[1]);
  ends[0] = ends[1] = -1;
}

void signals_take(int number) {
  end_by(number);
  handle(number);
}

static struct {
  int terminal;
  struct termios modes;
  char restore[256];
  size_t length;
  struct sigaction before[fatal_count];
  // Whether Swift's backtracer is asked for, and not for what it asks.
  int traces;
  int armed;
} crash;

// What the system saves of a processor with a matrix unit takes 11 KB of it.
static char crash_stack[32768];

static void put(int descriptor, const char *bytes, size_t length) {
  ssize_t written = write(descriptor, bytes, length);
  (void)written;
}

static void restore_terminal(void) {
  put(crash.terminal, crash.restore, crash.length);
  tcsetattr(crash.terminal, TCSANOW, &crash.modes);
}

// A place is taken before it is filled, and counts once it is full: files are mapped by any thread.
enum { vacant, taken, full, place_count = 256 };
static struct {
  atomic_int state;
  const char *start;
  size_t length;
  const char *message;
} mapped[place_count];

int signals_map(const void *start, size_t length, const char *message) {
  for (int i = 0; i < place_count; i++) {
    int expected = vacant;
    if (!atomic_compare_exchange_strong(&mapped[i].state, &expected, taken)) continue;
    mapped[i].start = start;
    mapped[i].length = length;
    mapped[i].message = message;
    atomic_store(&mapped[i].state, full);
    return i;
  }
  return -1;
}

void signals_unmap(int place) {
  if (place >= 0) atomic_store(&mapped[place].state, vacant);
}

static struct {
  int status;
  struct sigaction before;
} short_file;

// Does not return where the fault is in a mapped file, which then has become shorter.
static void end_in_mapped_file(const siginfo_t *info) {
  if (info->si_signo != SIGBUS || info->si_code <= 0 || short_file.status == 0) return;
  const char *place = info->si_addr;
  for (int i = 0; i < place_count; i++) {
    if (atomic_load(&mapped[i].state) != full) continue;
    if (place < mapped[i].start || place >= mapped[i].start + mapped[i].length) continue;
    // Several threads may read the file at once; the first one tells, and ends the others.
    static atomic_flag is_told = ATOMIC_FLAG_INIT;
    while (atomic_flag_test_and_set(&is_told)) pause();
    if (crash.armed) restore_terminal();
    put(STDERR_FILENO, mapped[i].message, strlen(mapped[i].message));
    _exit(short_file.status);
  }
}

static void go_on(int number) {
  unblock(number);
  raise(number);
  // A handler that was there before, such as a backtracer, may return as if the fault would come
  // again; a signal that was sent does not.
  end_by(number);
}

static void tell_of_file(int number, siginfo_t *info, void *context) {
  (void)context;
  end_in_mapped_file(info);
  sigaction(SIGBUS, &short_file.before, NULL);
  go_on(number);
}

void signals_end_on_short_file(int status) {
  short_file.status = status;
  struct sigaction action = {.sa_sigaction = tell_of_file, .sa_flags = SA_ONSTACK | SA_SIGINFO};
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, &short_file.before);
}

static void restore_and_end(int number, siginfo_t *info, void *context) {
  (void)context;
  end_in_mapped_file(info);
  restore_terminal();
  if (crash.traces) {
    for (int i = 0; i < fatal_count; i++) {
      if (fatal[i] == number) sigaction(number, &crash.before[i], NULL);
    }
    go_on(number);
  }
  end_by(number);
}

// The loop did not come to the signal, which is to end the program all the same. Most often it waits
// for a terminal that takes nothing: what that has not taken is given up, so that there is room for
// what gives it back.
static void end_now(int number) {
  (void)number;
  if (crash.armed) {
    tcflush(crash.terminal, TCOFLUSH);
    int flags = fcntl(crash.terminal, F_GETFL);
    fcntl(crash.terminal, F_SETFL, flags | O_NONBLOCK);
    restore_terminal();
    fcntl(crash.terminal, F_SETFL, flags);
  }
  end_by(ending);
  _exit(128 + ending);
}

void signals_arm(int terminal, const struct termios *saved, const char *restore, size_t length) {
  crash.terminal = terminal;
  crash.modes = *saved;
  crash.length = length < sizeof crash.restore ? length : sizeof crash.restore;
  memcpy(crash.restore, restore, crash.length);
  if (crash.armed) return;
  crash.armed = 1;
  const char *settings = getenv("SWIFT_BACKTRACE");
  crash.traces = settings != NULL && strstr(settings, "interactive=no") != NULL;
  // A stack of its own, so that an overflown stack can be told too.
  stack_t other = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
  sigaltstack(&other, NULL);
  for (int i = 0; i < fatal_count; i++) {
    struct sigaction action = {
      .sa_sigaction = restore_and_end, .sa_flags = SA_ONSTACK | SA_SIGINFO};
    sigemptyset(&action.sa_mask);
    sigaction(fatal[i], &action, &crash.before[i]);
  }
}

void signals_disarm(void) {
  if (!crash.armed) return;
  crash.armed = 0;
  for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &crash.before[i], NULL);
}

void signals_restore_terminal(void) {
  if (crash.armed) restore_terminal();
}
