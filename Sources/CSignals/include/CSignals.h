// Signal handlers, in C because nothing in Swift may be called from one safely.
#ifndef CSIGNALS_H
#define CSIGNALS_H

#include <signal.h>
#include <stddef.h>
#include <termios.h>

// Writes the number of each INT, TERM, HUP, QUIT, TSTP and WINCH as one byte to a pipe.
int signals_open(void);

// Gives the signals back their default action and closes the pipe.
void signals_close(void);

// Gives one signal its default action and sends it to this process, so that the parent sees it.
// Returns for TSTP, once the process goes on; the handler is then in place again.
void signals_take(int signal_number);

// On ILL, TRAP, SEGV, BUS, FPE and ABRT: write `restore` to `terminal`, set its modes to `saved`,
// and let the signal do what it would have done. At most 256 bytes of `restore` are kept.
// A later call replaces what is written; signals_disarm() takes the handlers off.
void signals_arm(int terminal, const struct termios *saved, const char *restore, size_t length);
void signals_disarm(void);

#endif
