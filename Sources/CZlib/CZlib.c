#include "CZlib.h"

#include <stdlib.h>
#include <zlib.h>

struct zlib_inflation {
  z_stream stream;
};

zlib_inflation *zlib_inflation_begin(void) {
  zlib_inflation *inflation = calloc(1, sizeof *inflation);
  if (inflation == NULL) return NULL;
  if (inflateInit2(&inflation->stream, -MAX_WBITS) != Z_OK) {
    free(inflation);
    return NULL;
  }
  return inflation;
}

int zlib_inflation_go_on(
    zlib_inflation *inflation, const void *source, size_t *taken, void *target, size_t *given) {
  // zlib counts in 32 bits.
  const size_t most = (size_t)1 << 30;
  z_stream *stream = &inflation->stream;
  uInt in = (uInt)(*taken < most ? *taken : most);
  uInt out = (uInt)(*given < most ? *given : most);
  stream->next_in = (Bytef *)source;
  stream->avail_in = in;
  stream->next_out = target;
  stream->avail_out = out;
  int status = inflate(stream, Z_NO_FLUSH);
  *taken = in - stream->avail_in;
  *given = out - stream->avail_out;
  if (status == Z_STREAM_END) return 1;
  // Nothing to do is no error of the data's.
  if (status == Z_OK || status == Z_BUF_ERROR) return 0;
  return -1;
}

void zlib_inflation_end(zlib_inflation *inflation) {
  if (inflation == NULL) return;
  inflateEnd(&inflation->stream);
  free(inflation);
}

uint32_t zlib_checksum(uint32_t checksum, const void *bytes, size_t length) {
  return (uint32_t)crc32_z(checksum, bytes, length);
}
