#include "CNcurses.h"

#include <term.h>

void shim_keep_it_plain(void) { repeat_char = parm_index = parm_rindex = NULL; }
