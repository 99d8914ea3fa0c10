#include "MatrixTiles.h"
#include "WeightFormats.h"

#include <pthread.h>
#include <stdlib.h>
#include <strings.h>

// ROWS rows of x times `inputs` inputs of TILES tiles, `apart` numbers apart. The sums start from
// `start` (NULL: from nothing), and from what is there where `adds`: a bias or a residual added by
// itself would read and write them all once more.
#define BLOCK(ROWS, TILES)                                                                          \
  INLINE void block_##ROWS##_##TILES(const float *x, ptrdiff_t x_stride, const float *weights,      \
                                     ptrdiff_t apart, ptrdiff_t inputs, const float *start,         \
                                     int adds, float *sums, ptrdiff_t sums_stride) {                \
    floats sum[ROWS][TILES];                                                                        \
    _Pragma("clang loop unroll(full)") for (int row = 0; row < ROWS; row++)                         \
        _Pragma("clang loop unroll(full)") for (int tile = 0; tile < TILES; tile++) {               \
      sum[row][tile] = start ? *(const floats *)(start + 16 * tile) : (floats){0};                  \
      if (adds) sum[row][tile] += *(const floats *)(sums + row * sums_stride + 16 * tile);          \
    }                                                                                               \
    for (ptrdiff_t input = 0; input < inputs; input++) {                                            \
      floats weight[TILES];                                                                         \
      _Pragma("clang loop unroll(full)") for (int tile = 0; tile < TILES; tile++) weight[tile] =    \
          *(const floats *)(weights + tile * apart + 16 * input);                                   \
      _Pragma("clang loop unroll(full)") for (int row = 0; row < ROWS; row++) {                     \
        float number = x[row * x_stride + input];                                                   \
        _Pragma("clang loop unroll(full)") for (int tile = 0; tile < TILES; tile++)                 \
            sum[row][tile] += number * weight[tile];                                                \
      }                                                                                             \
    }                                                                                               \
    _Pragma("clang loop unroll(full)") for (int row = 0; row < ROWS; row++)                         \
        _Pragma("clang loop unroll(full)") for (int tile = 0; tile < TILES; tile++)                 \
            *(floats *)(sums + row * sums_stride + 16 * tile) = sum[row][tile];                     \
  }
#define BLOCKS(TILES)                                                                               \
  BLOCK(1, TILES) BLOCK(2, TILES) BLOCK(3, TILES) BLOCK(4, TILES) BLOCK(5, TILES) BLOCK(6, TILES)   \
  BLOCK(7, TILES) BLOCK(8, TILES) BLOCK(9, TILES) BLOCK(10, TILES) BLOCK(11, TILES)                 \
  BLOCK(12, TILES)
BLOCKS(1)
BLOCKS(2)

// As many inputs at once as stay in the nearest cache, decoded, beside the rows that they meet; and as
// many numbers of x as stay in the second while all tiles go over them.
enum { depth = 192, nearby = 1 << 17 };

// Whole blocks of rows, at least a few: each costs that the tiles are decoded anew.
static ptrdiff_t rows_at_once(ptrdiff_t inputs) {
  ptrdiff_t rows = nearby / inputs;
  return rows < 48 ? 48 : rows / 12 * 12;
}

// TILES tiles for all rows, at most MOST of them at once: as many sums as there are registers.
#define TILES_LINEAR(NAME, ATTRIBUTES, TILES, MOST)                                                 \
  ATTRIBUTES static void NAME(kernels_format format, const uint8_t *tiles, size_t size,             \
                              ptrdiff_t inputs, ptrdiff_t deepest, const float *bias,               \
                              const float *x, ptrdiff_t rows, ptrdiff_t x_stride, float *sums,      \
                              ptrdiff_t sums_stride, int adds, float *room) {                       \
    for (ptrdiff_t first = 0; first < inputs; first += deepest) {                                   \
      ptrdiff_t count = inputs - first < deepest ? inputs - first : deepest;                        \
      for (int tile = 0; tile < TILES; tile++) switch (format) {                                    \
          case kernels_f32: break;                                                                  \
          case kernels_f16: decode(kernels_f16, tiles + tile * size, first, count,                  \
                                   room + tile * count * 16); break;                                \
          case kernels_bf16: decode(kernels_bf16, tiles + tile * size, first, count,                \
                                    room + tile * count * 16); break;                               \
          case kernels_q8: decode(kernels_q8, tiles + tile * size, first, count,                    \
                                  room + tile * count * 16); break;                                 \
          case kernels_q4: decode(kernels_q4, tiles + tile * size, first, count,                    \
                                  room + tile * count * 16); break;                                 \
          case kernels_q4k: decode(kernels_q4k, tiles + tile * size, first, count,                  \
                                   room + tile * count * 16); break;                                \
          case kernels_q8k: decode(kernels_q8k, tiles + tile * size, first, count,                  \
                                   room + tile * count * 16); break;                                \
        }                                                                                           \
      const int is_plain = format == kernels_f32;                                                   \
      const float *weights = is_plain ? (const float *)tiles + first * 16 : room;                   \
      const ptrdiff_t apart = is_plain ? (ptrdiff_t)size / 4 : count * 16;                          \
      ptrdiff_t blocks = (rows + MOST - 1) / MOST;                                                  \
      for (ptrdiff_t block = 0, row = 0; block < blocks; block++) {                                 \
        /* Of 17 rows 9 and 8, not 12 and 5. */                                                     \
        ptrdiff_t high = (rows - row + blocks - block - 1) / (blocks - block);                      \
        const float *from = x + row * x_stride + first;                                             \
        float *to = sums + row * sums_stride;                                                       \
        const float *start = first == 0 ? bias : NULL;                                              \
        int continues = first > 0 || adds;                                                          \
        row += high;                                                                                \
        switch (high) {                                                                             \
          HEIGHT(1, TILES, MOST) HEIGHT(2, TILES, MOST) HEIGHT(3, TILES, MOST)                      \
          HEIGHT(4, TILES, MOST) HEIGHT(5, TILES, MOST) HEIGHT(6, TILES, MOST)                      \
          HEIGHT(7, TILES, MOST) HEIGHT(8, TILES, MOST) HEIGHT(9, TILES, MOST)                      \
          HEIGHT(10, TILES, MOST) HEIGHT(11, TILES, MOST) HEIGHT(12, TILES, MOST)                   \
        }                                                                                           \
      }                                                                                             \
    }                                                                                               \
  }
#define HEIGHT(ROWS, TILES, MOST)                                                                   \
  case ROWS:                                                                                        \
    if (ROWS <= MOST)                                                                               \
      block_##ROWS##_##TILES(from, x_stride, weights, apart, count, start, continues, to,           \
                             sums_stride);                                                          \
    break;

// One row times the numbers of parts, which are not decoded first: Σ x · (scale · number + minimum) is
// scale · Σ x · number + minimum · Σ x. `part_sums` has Σ x of each part. Numbers of 4 bits are taken
// from their middle, 8: large sums that take each other away would cost digits.
#define ROWS(HALF, NUMBER)                                                                          \
  _Pragma("clang loop unroll(full)") for (int row = 0; row < HALF; row++) {                         \
    low += numbers[row] * NUMBER(row);                                                              \
    high += numbers[row + HALF] * NUMBER(row + HALF);                                               \
  }
#define BYTE(ROW) __builtin_convertvector(*(const bytes *)(rows + (ROW) * kernels_width), floats)
#define TILES_ROW(NAME, ATTRIBUTES, TILES)                                                          \
  ATTRIBUTES static void NAME(kernels_format format, const uint8_t *tiles, size_t size,             \
                              ptrdiff_t inputs, const float *bias, const float *x, float *sums,     \
                              int adds, const float *part_sums) {                                   \
    const ptrdiff_t part = part_inputs(format);                                                     \
    floats sum[TILES];                                                                              \
    for (int tile = 0; tile < TILES; tile++) {                                                      \
      sum[tile] = bias ? *(const floats *)(bias + 16 * tile) : (floats){0};                         \
      if (adds) sum[tile] += *(const floats *)(sums + 16 * tile);                                   \
    }                                                                                               \
    for (ptrdiff_t input = 0; input < inputs; input += part, part_sums++) {                         \
      const float *numbers = x + input;                                                             \
      _Pragma("clang loop unroll(full)") for (int tile = 0; tile < TILES; tile++) {                 \
        floats scale, minimum, low = {0}, high = {0};                                               \
        const uint8_t *rows = open_part(format, tiles + tile * size, input, &scale, &minimum);      \
        if (format == kernels_q8) {                                                                 \
          ROWS(16, BYTE)                                                                            \
          sum[tile] += scale * (low + high);                                                        \
        } else if (format == kernels_q8k) {                                                         \
          ROWS(8, BYTE)                                                                             \
          sum[tile] += scale * (low + high) + minimum * *part_sums;                                 \
        } else {                                                                                    \
          _Pragma("clang loop unroll(full)") for (int row = 0; row < 16; row++) {                   \
            unsigned_bytes pair = *(const unsigned_bytes *)(rows + row * kernels_width);            \
            low += numbers[row] * __builtin_convertvector((bytes)(pair & 15) - 8, floats);          \
            high += numbers[row + 16] * __builtin_convertvector((bytes)(pair >> 4) - 8, floats);    \
          }                                                                                         \
          sum[tile] += scale * (low + high) + (minimum + 8 * scale) * *part_sums;                   \
        }                                                                                           \
      }                                                                                             \
    }                                                                                               \
    for (int tile = 0; tile < TILES; tile++) *(floats *)(sums + 16 * tile) = sum[tile];             \
  }

typedef void row_of_tiles(kernels_format, const uint8_t *, size_t, ptrdiff_t, const float *,
                          const float *, float *, int, const float *);
typedef void linear_of_tiles(kernels_format, const uint8_t *, size_t, ptrdiff_t, ptrdiff_t,
                             const float *, const float *, ptrdiff_t, ptrdiff_t, float *, ptrdiff_t,
                             int, float *);

// What serves an instruction set: one tile, and where there are registers for it, two at once.
typedef struct {
  const char *name;
  linear_of_tiles *one, *two;
  // The same for a single row of x and numbers of 8 or 4 bits.
  row_of_tiles *row_of_one, *row_of_two;
  // Whether several rows go through the matrix unit.
  bool has_matrix_tiles;
} kernels;

#if defined(__x86_64__)
// Clang keeps to half of its registers unless it is told that whole ones are meant.
#define AVX512 __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#define AVX2 __attribute__((target("arch=x86-64-v3")))
TILES_LINEAR(one_avx512, AVX512, 1, 12)
TILES_LINEAR(two_avx512, AVX512, 2, 12)
TILES_LINEAR(one_avx2, AVX2, 1, 6)
TILES_LINEAR(one_plain, , 1, 2)
TILES_ROW(row_of_one_avx512, AVX512, 1)
TILES_ROW(row_of_two_avx512, AVX512, 2)
TILES_ROW(row_of_one_avx2, AVX2, 1)
#else
TILES_LINEAR(one_plain, , 1, 6)
#endif
TILES_ROW(row_of_one_plain, , 1)

// What oneDNN is kept to, our own loops are too: one variable to measure with.
static bool is_kept_to(const char *const sets[], int count) {
  const char *most = getenv("ONEDNN_MAX_CPU_ISA");
  if (!most) most = getenv("DNNL_MAX_CPU_ISA");
  for (int set = 0; most && set < count; set++)
    if (strcasecmp(most, sets[set]) == 0) return true;
  return false;
}

static kernels here;

static void choose(void) {
#if defined(__x86_64__)
  static const char *const sets[] = {"SSE41", "AVX", "AVX2", "AVX2_VNNI", "AVX2_VNNI_2"};
  static const char *const wide_sets[] = {"AVX512_CORE", "AVX512_CORE_VNNI", "AVX512_CORE_BF16",
                                          "AVX512_CORE_FP16"};
  if (__builtin_cpu_supports("x86-64-v4") && !is_kept_to(sets, 5)) {
    here = (kernels){"AVX-512", one_avx512, two_avx512, row_of_one_avx512, row_of_two_avx512, false};
    if (!is_kept_to(wide_sets, 4) && matrix_tiles_can_be_used()) {
      here.name = "AVX-512 with AMX";
      here.has_matrix_tiles = true;
    }
  } else if (__builtin_cpu_supports("x86-64-v3") && !is_kept_to(sets, 2))
    here = (kernels){"AVX2", one_avx2, NULL, row_of_one_avx2, NULL, false};
  else
    here = (kernels){"SSE2", one_plain, NULL, row_of_one_plain, NULL, false};
#else
  (void)is_kept_to;
  here = (kernels){"what every processor of this kind has", one_plain, NULL, row_of_one_plain, NULL, false};
#endif
}

static const kernels *chosen(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, choose);
  return &here;
}

const char *kernels_instruction_set(void) { return chosen()->name; }

size_t kernels_tile_size(kernels_format format, ptrdiff_t inputs) {
  switch (format) {
    case kernels_f32: return inputs * kernels_width * 4;
    case kernels_f16:
    case kernels_bf16: return inputs * kernels_width * 2;
    case kernels_q8:
      return inputs % kernels_block ? 0 : inputs / kernels_block * kernels_width * (2 + 32);
    case kernels_q4:
      return inputs % kernels_block ? 0 : inputs / kernels_block * kernels_width * (6 + 16);
    case kernels_q4k:
    case kernels_q8k:
      return inputs % super_block ? 0 : inputs / super_block * super_size(format);
  }
  return 0;
}

// Of fewer rows each is read faster than the weights are made ready for the unit.
enum { fewest_rows = 8 };

static bool uses_matrix_tiles(kernels_format format, ptrdiff_t inputs, ptrdiff_t rows) {
  return chosen()->has_matrix_tiles && rows >= fewest_rows && matrix_tiles_serve(format, inputs);
}

size_t kernels_room(kernels_format format, ptrdiff_t inputs, ptrdiff_t rows) {
  size_t numbers = (size_t)kernels_width * (inputs > 2 * depth ? inputs : 2 * depth);
  size_t more = uses_matrix_tiles(format, inputs, rows) ? matrix_tiles_room(inputs, rows) : 0;
  return more > numbers ? more : numbers;
}

void kernels_pack_16(const uint8_t *weights, ptrdiff_t rows, ptrdiff_t inputs, uint16_t *tile) {
  if (rows < kernels_width) memset(tile, 0, kernels_tile_size(kernels_f16, inputs));
  for (ptrdiff_t input = 0; input < inputs; input++)
    for (ptrdiff_t row = 0; row < rows; row++)
      memcpy(tile + input * kernels_width + row, weights + (row * inputs + input) * 2, 2);
}

void kernels_linear(kernels_format format, const void *tiles, ptrdiff_t outputs, ptrdiff_t inputs,
                    const float *bias, const float *x, ptrdiff_t rows, ptrdiff_t x_stride,
                    float *sums, ptrdiff_t sums_stride, int adds, float *room) {
  kernels_linear_part(format, tiles, kernels_tile_size(format, inputs), outputs, inputs, bias, x, rows,
                      x_stride, sums, sums_stride, adds, room);
}

// What kernels_linear_part does, for `outputs` that fill their tiles.
static void linear_of_whole_tiles(kernels_format format, const uint8_t *tiles, size_t size,
                                  ptrdiff_t outputs, ptrdiff_t inputs, const float *bias,
                                  const float *x, ptrdiff_t rows, ptrdiff_t x_stride, float *sums,
                                  ptrdiff_t sums_stride, int adds, float *room) {
  const kernels *loops = chosen();
  const ptrdiff_t at_once = rows_at_once(inputs);
  for (ptrdiff_t row = 0; row < rows; row += at_once) {
    const ptrdiff_t count = rows - row < at_once ? rows - row : at_once;
    for (ptrdiff_t output = 0; output < outputs;) {
      int two = loops->two && output + 2 * kernels_width <= outputs;
      (two ? loops->two : loops->one)(format, tiles + output / kernels_width * size, size, inputs,
                                      depth, bias ? bias + output : NULL, x + row * x_stride, count,
                                      x_stride, sums + row * sums_stride + output, sums_stride, adds,
                                      room);
      output += (1 + two) * kernels_width;
    }
  }
}

void kernels_linear_part(kernels_format format, const void *tiles, size_t size, ptrdiff_t outputs,
                         ptrdiff_t inputs, const float *bias, const float *x, ptrdiff_t rows,
                         ptrdiff_t x_stride, float *sums, ptrdiff_t sums_stride, int adds,
                         float *room) {
  const kernels *loops = chosen();
  const uint8_t *tile = tiles;
  ptrdiff_t output = 0;
  if (rows == 1 && format >= kernels_q8) {
    const ptrdiff_t inputs_of_part = part_inputs(format);
    for (ptrdiff_t part = 0; part < inputs / inputs_of_part; part++) {
      room[part] = 0;
      for (int input = 0; input < inputs_of_part; input++)
        room[part] += x[part * inputs_of_part + input];
    }
    while (output + kernels_width <= outputs) {
      int two = loops->row_of_two && output + 2 * kernels_width <= outputs;
      (two ? loops->row_of_two : loops->row_of_one)(format, tile, size, inputs,
                                                    bias ? bias + output : NULL, x, sums + output,
                                                    adds, room);
      output += (1 + two) * kernels_width;
      tile += (1 + two) * size;
    }
  }
  const ptrdiff_t whole = (outputs - output) / kernels_width * kernels_width;
  const float *own_bias = bias ? bias + output : NULL;
  (uses_matrix_tiles(format, inputs, rows) ? matrix_tiles_linear : linear_of_whole_tiles)(
      format, tile, size, whole, inputs, own_bias, x, rows, x_stride, sums + output, sums_stride, adds,
      room);
  tile += whole / kernels_width * size;
  output += whole;
  ptrdiff_t rest = outputs - output;
  if (rest == 0) return;
  // The last tile writes more than there is place for: a row at a time, and only what counts is kept.
  float start[kernels_width] = {0}, last[kernels_width];
  if (bias) memcpy(start, bias + output, rest * sizeof *bias);
  for (ptrdiff_t row = 0; row < rows; row++) {
    float *to = sums + row * sums_stride + output;
    loops->one(format, tile, size, inputs, inputs, start, x + row * x_stride, 1, x_stride, last,
               kernels_width, 0, room);
    for (ptrdiff_t place = 0; place < rest; place++)
      to[place] = (adds ? to[place] : 0) + last[place];
  }
}
