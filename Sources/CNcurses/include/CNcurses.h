// What Swift can't import from ncurses: macros, variadics, and globals that it takes for unsafe
// shared state. Everything else is used as it is.
#ifndef CNCURSES_H
#define CNCURSES_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>

static inline SCREEN *shim_newterm(const char *name, FILE *keys) {
  return newterm(name, stdout, keys);
}
static inline WINDOW *shim_stdscr(void) { return stdscr; }
static inline int shim_rows(void) { return LINES; }
static inline int shim_columns(void) { return COLS; }
static inline int shim_colors(void) { return COLORS; }

static inline attr_t shim_bold(void) { return A_BOLD; }
static inline attr_t shim_dim(void) { return A_DIM; }
static inline attr_t shim_underline(void) { return A_UNDERLINE; }
static inline attr_t shim_reverse(void) { return A_REVERSE; }

// Puts the cursor, wherever the terminal has it, where ncurses believes it to be after a refresh.
// mvcur() writes through stdio, which has to be emptied before ncurses writes again.
static inline void shim_place_cursor(void) {
  mvcur(-1, -1, getcury(stdscr), getcurx(stdscr));
  fflush(stdout);
}

// The string capability of that name, or NULL where the terminal has none.
static inline const char *shim_capability(const char *name) {
  const char *value = tigetstr((char *)name);
  return value == (char *)-1 ? NULL : value;
}

// The name of the string capability at `place`, or NULL behind the last.
static inline const char *shim_capability_name(int place) { return strnames[place]; }

#endif
