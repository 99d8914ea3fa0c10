// Inflating what zip archives hold deflated, with zlib, whose macros Swift can't call.
#ifndef CZLIB_H
#define CZLIB_H

#include <stddef.h>
#include <stdint.h>

typedef struct zlib_inflation zlib_inflation;

// Begins with deflated data that has no header of its own, as in a zip archive; NULL without memory.
zlib_inflation *zlib_inflation_begin(void);

// Goes on from where it was: takes up to *taken bytes from `source`, gives up to *given to `target`,
// and says in both how many these were. Returns 0 while there may be more, 1 at the end of the data,
// and -1 where the data is broken.
int zlib_inflation_go_on(
    zlib_inflation *inflation, const void *source, size_t *taken, void *target, size_t *given);

void zlib_inflation_end(zlib_inflation *inflation);

// The checksum (CRC-32) of what `checksum` is that of, 0 for nothing, with `length` more bytes.
uint32_t zlib_checksum(uint32_t checksum, const void *bytes, size_t length);

#endif
