#define _GNU_SOURCE
#include "MatrixTiles.h"

#if defined(__x86_64__)

#include "WeightFormats.h"

#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

// The unit multiplies numbers of 16 bits (BF16, 8 digits) and adds up in 32. What is exact in 8 digits
// are the whole numbers of a part's weights, without their scale. x is exact as the sum of three such
// numbers. So each part is multiplied three times and then scaled, with no digit lost to the 16 bits.
//
// Source: Intel, Architecture Instruction Set Extensions Programming Reference, chapter 3.

#define MATRIX __attribute__((target("arch=sapphirerapids"), min_vector_width(512)))

// A tile of the unit is 16 rows of 64 bytes. Of x these are 16 rows of 32 inputs; of the weights 16
// pairs of inputs, each with 16 outputs, whose two numbers stand side by side.
enum { tile_rows = 16, row_bytes = 64, tile_size = tile_rows * row_bytes, thirds = 3 };
// As many inputs at once as stay in the nearest cache with two tiles of weights and their products, and
// as many rows of them as stay in the second.
enum { depth = 192, rows_at_once = 512, fewest_in_part = 16 };

// What a part's whole numbers are multiplied with, and what is then added.
typedef struct {
  floats scale, minimum;
} part_scale;

// What stands in the room: weights that all rows meet, and the split rows.
typedef struct {
  // A tile, or half of one, for each part.
  uint8_t weights[2][depth / 2][row_bytes];
  part_scale scales[2][depth / fewest_in_part];
  // The sums of the numbers of x in each part, for each group of 16 rows.
  float part_sums[rows_at_once / tile_rows][depth / fewest_in_part][tile_rows];
  // For each group of rows and 32 inputs a tile for each third.
  uint8_t x[][thirds][tile_size];
} workspace;

bool matrix_tiles_can_be_used(void) {
  enum { request = 0x1023, tile_data = 18 };
  return __builtin_cpu_supports("amx-bf16") && __builtin_cpu_supports("x86-64-v4") &&
         syscall(SYS_arch_prctl, request, tile_data) == 0;
}

// In BF16 the scale is 1.
static ptrdiff_t part_of(kernels_format format) {
  return format == kernels_bf16 ? 32 : part_inputs(format);
}

bool matrix_tiles_serve(kernels_format format, ptrdiff_t inputs) {
  return (format == kernels_bf16 || format >= kernels_q8) && inputs % 32 == 0;
}

static ptrdiff_t least(ptrdiff_t one, ptrdiff_t other) { return one < other ? one : other; }

static ptrdiff_t groups(ptrdiff_t rows) { return (rows + tile_rows - 1) / tile_rows; }

size_t matrix_tiles_room(ptrdiff_t inputs, ptrdiff_t rows) {
  const size_t tiles = groups(least(rows, rows_at_once)) * (least(inputs, depth) / 32) * thirds;
  return (sizeof(workspace) + tiles * tile_size + row_bytes) / sizeof(float);
}

// Writes three numbers of 8 digits for each of the numbers of x, whose sum they are, to three tiles, and
// the sums of each part's numbers. Missing rows are 0.
MATRIX static void split(const float *x, ptrdiff_t x_stride, ptrdiff_t rows, ptrdiff_t inputs,
                         ptrdiff_t part, workspace *space) {
  const ptrdiff_t blocks = inputs / 32;
  for (ptrdiff_t row = 0; row < groups(rows) * tile_rows; row++) {
    const ptrdiff_t group = row / tile_rows;
    for (ptrdiff_t block = 0; block < blocks; block++)
      for (int half = 0; half < 2; half++) {
        __m512 numbers = _mm512_setzero_ps();
        if (row < rows) numbers = _mm512_loadu_ps(x + row * x_stride + block * 32 + half * 16);
        float *sum = &space->part_sums[group][(block * 32 + half * 16) / part][row % tile_rows];
        *sum = (half == 1 && part == 32 ? *sum : 0) + _mm512_reduce_add_ps(numbers);
        for (int third = 0; third < thirds; third++) {
          const __m512i bits = _mm512_castps_si512(numbers);
          const __m512i upper = _mm512_and_si512(bits, _mm512_set1_epi32((int)0xffff0000));
          uint8_t *to = space->x[group * blocks + block][third] + row % tile_rows * row_bytes;
          _mm256_storeu_si256((__m256i *)(to + half * 32),
                              _mm512_cvtepi32_epi16(_mm512_srli_epi32(bits, 16)));
          numbers = _mm512_sub_ps(numbers, _mm512_castsi512_ps(upper));
        }
      }
  }
}

// Two inputs' weights of 16 outputs, rounded: the two of each output side by side.
MATRIX INLINE __m512i pair(floats even, floats odd) {
  const __m512i upper = _mm512_set1_epi32((int)0xffff0000);
  const __m512i low = _mm512_srli_epi32(_mm512_castps_si512((__m512)even), 16);
  return _mm512_or_si512(low, _mm512_and_si512((__m512i)odd, upper));
}

// The same of whole numbers of a byte.
MATRIX INLINE __m512i pair_of_bytes(const uint8_t *rows) {
  return pair(__builtin_convertvector(*(const bytes *)rows, floats),
              __builtin_convertvector(*(const bytes *)(rows + kernels_width), floats));
}

// The same of numbers of half a byte, for the lower halves and the upper ones. They are taken from their
// middle, 8: large sums that take each other away would cost digits.
MATRIX INLINE void pairs_of_halves(const uint8_t *rows, __m512i *lower, __m512i *upper) {
  const floats least = {-8, -6, -4, -2, 0, 2, 4, 6, -8, -6, -4, -2, 0, 2, 4, 6};
  const __m512i numbers = pair(least, least + 1);
  const __m128i even = _mm_loadu_si128((const __m128i *)rows);
  const __m128i odd = _mm_loadu_si128((const __m128i *)(rows + kernels_width));
  const __m512i both = _mm512_cvtepu8_epi16(
      _mm256_set_m128i(_mm_unpackhi_epi8(even, odd), _mm_unpacklo_epi8(even, odd)));
  // Of an index the lower 5 bits count, and all numbers stand twice.
  *lower = _mm512_permutexvar_epi16(both, numbers);
  *upper = _mm512_permutexvar_epi16(_mm512_srli_epi16(both, 4), numbers);
}

// Writes a part's whole numbers of a tile of weights, row by row of the unit's tile, and their scale.
MATRIX INLINE void widen_part(kernels_format format, const uint8_t *tile, ptrdiff_t input,
                              uint8_t to[][row_bytes], part_scale *scale) {
  if (format == kernels_bf16) {
    const uint16_t *from = (const uint16_t *)tile + input * kernels_width;
    for (ptrdiff_t row = 0; row < tile_rows; row++, from += 2 * kernels_width) {
      floats even, odd;
      widen_bf16(from, (float *)&even);
      widen_bf16(from + kernels_width, (float *)&odd);
      _mm512_storeu_si512(to[row], pair(even, odd));
    }
    *scale = (part_scale){(floats){0} + 1, (floats){0}};
    return;
  }
  floats times, minimum = {0};
  const uint8_t *from = open_part(format, tile, input, &times, &minimum);
  if (format == kernels_q8 || format == kernels_q8k) {
    for (ptrdiff_t row = 0; row < part_inputs(format) / 2; row++)
      _mm512_storeu_si512(to[row], pair_of_bytes(from + row * 2 * kernels_width));
    *scale = (part_scale){times, minimum};
  } else {
    for (ptrdiff_t row = 0; row < tile_rows / 2; row++) {
      __m512i lower, upper;
      pairs_of_halves(from + row * 2 * kernels_width, &lower, &upper);
      _mm512_storeu_si512(to[row], lower);
      _mm512_storeu_si512(to[row + tile_rows / 2], upper);
    }
    *scale = (part_scale){times, minimum + 8 * times};
  }
}

// The same for all parts of `count` inputs from `first` on.
MATRIX static void widen(kernels_format format, const uint8_t *tile, ptrdiff_t first, ptrdiff_t count,
                         uint8_t to[][row_bytes], part_scale *scale) {
  const ptrdiff_t part = part_of(format);
  for (ptrdiff_t input = 0; input < count; input += part, to += part / 2, scale++) switch (format) {
      case kernels_f32:
      case kernels_f16: break;
      case kernels_bf16: widen_part(kernels_bf16, tile, first + input, to, scale); break;
      case kernels_q8: widen_part(kernels_q8, tile, first + input, to, scale); break;
      case kernels_q4: widen_part(kernels_q4, tile, first + input, to, scale); break;
      case kernels_q4k: widen_part(kernels_q4k, tile, first + input, to, scale); break;
      case kernels_q8k: widen_part(kernels_q8k, tile, first + input, to, scale); break;
    }
}

// A group of 16 split rows.
typedef struct {
  const uint8_t (*x)[thirds][tile_size];
  const float (*part_sums)[tile_rows];
} group;

// Multiplies 16 split rows with the whole numbers of two tiles for one part, in the unit's tiles ONE and
// OTHER.
#define MULTIPLY(ONE, OTHER, PART)                                                                  \
  do {                                                                                              \
    const uint8_t(*from)[tile_size] = rows.x[(PART) * part / 32];                                   \
    const ptrdiff_t column = (PART) * part % 32 * 2, row = (PART) * part / 2;                       \
    _tile_zero(ONE), _tile_zero(OTHER);                                                             \
    _tile_loadd(6, space->weights[0][row], row_bytes);                                              \
    _tile_loadd(7, space->weights[1][row], row_bytes);                                              \
    _tile_loadd(4, from[0] + column, row_bytes);                                                    \
    _tile_dpbf16ps(ONE, 4, 6), _tile_dpbf16ps(OTHER, 4, 7);                                         \
    _tile_loadd(5, from[1] + column, row_bytes);                                                    \
    _tile_dpbf16ps(ONE, 5, 6), _tile_dpbf16ps(OTHER, 5, 7);                                         \
    _tile_loadd(4, from[2] + column, row_bytes);                                                    \
    _tile_dpbf16ps(ONE, 4, 6), _tile_dpbf16ps(OTHER, 4, 7);                                         \
    _tile_stored(ONE, products[0][PART], row_bytes);                                                \
    _tile_stored(OTHER, products[1][PART], row_bytes);                                              \
  } while (0)

// The products of 16 split rows with the whole numbers of two tiles, for each of `parts` parts.
MATRIX static void multiply(group rows, const workspace *space, ptrdiff_t parts, ptrdiff_t part,
                            float products[2][depth / fewest_in_part][tile_rows][kernels_width]) {
  // One part after the other in other tiles of the unit: the next can begin while this one is stored.
  for (ptrdiff_t place = 0; place < parts; place += 2) {
    MULTIPLY(0, 1, place);
    if (place + 1 < parts) MULTIPLY(2, 3, place + 1);
  }
}

// Scales the products of 16 rows with a tile and adds them up. The sums of `count` of the rows start from
// `start` (NULL: from nothing), and from what is there where `adds`.
MATRIX static void add_up(const float products[][tile_rows][kernels_width], const part_scale *scales,
                          const float part_sums[][tile_rows], ptrdiff_t parts, const float *start,
                          int adds, float *sums, ptrdiff_t sums_stride, ptrdiff_t count) {
  floats sum[tile_rows];
  _Pragma("clang loop unroll(full)") for (int row = 0; row < tile_rows; row++) {
    sum[row] = start ? *(const floats *)start : (floats){0};
    if (adds && row < count) sum[row] += *(const floats *)(sums + row * sums_stride);
  }
  for (ptrdiff_t part = 0; part < parts; part++) {
    const part_scale own = scales[part];
    _Pragma("clang loop unroll(full)") for (int row = 0; row < tile_rows; row++) {
      sum[row] += part_sums[part][row] * own.minimum;
      sum[row] += *(const floats *)products[part][row] * own.scale;
    }
  }
  _Pragma("clang loop unroll(full)") for (int row = 0; row < tile_rows; row++)
    if (row < count) *(floats *)(sums + row * sums_stride) = sum[row];
}

// How the unit's tiles are cut, as its instruction wants it.
typedef struct __attribute__((packed)) {
  uint8_t palette, start, reserved[14];
  uint16_t bytes[16];
  uint8_t rows[16];
} tile_cut;

MATRIX static void cut_tiles(ptrdiff_t part) {
  tile_cut cut = {.palette = 1};
  for (int tile = 0; tile < 8; tile++) cut.bytes[tile] = row_bytes, cut.rows[tile] = tile_rows;
  for (int tile = 4; tile < 6; tile++) cut.bytes[tile] = (uint16_t)(part * 2);
  for (int tile = 6; tile < 8; tile++) cut.rows[tile] = (uint8_t)(part / 2);
  _tile_loadconfig(&cut);
}

MATRIX void matrix_tiles_linear(kernels_format format, const uint8_t *tiles, size_t size,
                                ptrdiff_t outputs, ptrdiff_t inputs, const float *bias, const float *x,
                                ptrdiff_t rows, ptrdiff_t x_stride, float *sums, ptrdiff_t sums_stride,
                                int adds, float *room) {
  const ptrdiff_t part = part_of(format);
  workspace *space = (workspace *)(((uintptr_t)room + row_bytes - 1) / row_bytes * row_bytes);
  float products[2][depth / fewest_in_part][tile_rows][kernels_width] __attribute__((aligned(64)));
  cut_tiles(part);
  for (ptrdiff_t first = 0; first < inputs; first += depth)
    for (ptrdiff_t done = 0; done < rows; done += rows_at_once) {
      const ptrdiff_t deep = least(inputs - first, depth), high = least(rows - done, rows_at_once);
      split(x + done * x_stride + first, x_stride, high, deep, part, space);
      for (ptrdiff_t output = 0; output < outputs; output += 2 * kernels_width) {
        // A last tile without another beside it is multiplied together with what stands there.
        const int count = output + kernels_width < outputs ? 2 : 1;
        for (int tile = 0; tile < count; tile++)
          widen(format, tiles + (output / kernels_width + tile) * size, first, deep,
                space->weights[tile], space->scales[tile]);
        for (ptrdiff_t row = 0; row < high; row += tile_rows) {
          const group own = {space->x + row / tile_rows * (deep / 32), space->part_sums[row / tile_rows]};
          multiply(own, space, deep / part, part, products);
          for (int tile = 0; tile < count; tile++) {
            const ptrdiff_t column = output + tile * kernels_width;
            add_up(products[tile], space->scales[tile], own.part_sums, deep / part,
                   bias && first == 0 ? bias + column : NULL, adds || first > 0,
                   sums + (done + row) * sums_stride + column, sums_stride, least(high - row, tile_rows));
          }
        }
      }
    }
  _tile_release();
}

#else

bool matrix_tiles_can_be_used(void) { return false; }

bool matrix_tiles_serve(kernels_format format, ptrdiff_t inputs) {
  (void)format, (void)inputs;
  return false;
}

size_t matrix_tiles_room(ptrdiff_t inputs, ptrdiff_t rows) {
  (void)inputs, (void)rows;
  return 0;
}

void matrix_tiles_linear(kernels_format format, const uint8_t *tiles, size_t size, ptrdiff_t outputs,
                         ptrdiff_t inputs, const float *bias, const float *x, ptrdiff_t rows,
                         ptrdiff_t x_stride, float *sums, ptrdiff_t sums_stride, int adds,
                         float *room) {
  (void)format, (void)tiles, (void)size, (void)outputs, (void)inputs, (void)bias, (void)x, (void)rows,
      (void)x_stride, (void)sums, (void)sums_stride, (void)adds, (void)room;
}

#endif
