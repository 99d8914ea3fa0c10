// Signal handlers, in C because nothing in Swift may be called from one safely.
#ifndef CSIGNALS_H
#define CSIGNALS_H

#include <signal.h>
#include <stddef.h>
#include <termios.h>

// Writes the number of each signal that stops, resizes or ends the program as one byte to a pipe. Where
// signals_close() does not follow within 0.8 seconds of one that ends it, because the terminal takes
// nothing, the terminal is given back as far as that can be done and the signal does what it does.
// Crashes are not among them, nor what a parent had ignored.
int signals_open(void);

// Gives the signals back their default action and closes the pipe.
void signals_close(void);

// Gives one signal its default action and sends it to this process, so that the parent sees it.
// Returns for TSTP, once the process goes on; the handler is then in place again.
void signals_take(int signal_number);

// On ILL, TRAP, SEGV, BUS, FPE and ABRT: write `restore` to `terminal`, set its modes to `saved`,
// and end the program by the signal; where SWIFT_BACKTRACE says interactive=no, after what handled it
// before, which is Swift's backtracer. At most 256 bytes of `restore` are kept.
// A later call replaces what is written; signals_disarm() takes the handlers off.
void signals_arm(int terminal, const struct termios *saved, const char *restore, size_t length);
void signals_disarm(void);

// Says that the `length` bytes from `start` are those of a file. Returns a place for signals_unmap(),
// until which `message` must stay as it is; -1 where all places are taken.
int signals_map(const void *start, size_t length, const char *message);
void signals_unmap(int place);

// From now on, reading such bytes when they are not there any more, because the file has become
// shorter, gives the terminal back where it is armed, writes the file's message to standard error
// and ends the program with `status`.
void signals_end_on_short_file(int status);

// Gives the terminal back where it is in use, for a program that ends without coming back.
void signals_restore_terminal(void);

#endif
