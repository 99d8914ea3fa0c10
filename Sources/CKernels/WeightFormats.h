// How the weights are kept, as kernels_format says, made into numbers. For the loops of this module alone.
#ifndef WEIGHT_FORMATS_H
#define WEIGHT_FORMATS_H

#include "CKernels.h"

#include <string.h>

typedef float floats __attribute__((vector_size(64), aligned(4)));
typedef int32_t wholes __attribute__((vector_size(64), aligned(4)));
typedef uint16_t halves __attribute__((vector_size(32), aligned(2)));
typedef int8_t bytes __attribute__((vector_size(16), aligned(1)));
typedef uint8_t unsigned_bytes __attribute__((vector_size(16), aligned(1)));

#define INLINE static inline __attribute__((always_inline))

// Vectors are handed over by address: how they are passed by value depends on the instruction set.

INLINE void widen_f16(const void *from, float *to) {
  // In the upper half of 32 bits and shifted 3 down with the sign, a number's fraction is in place and
  // its exponent's bias 112 too low; one multiplication mends that. Infinities don't occur: weights
  // are checked to be finite when they are read.
  wholes bits = (__builtin_convertvector(*(const halves *)from, wholes) << 16 >> 3) & ~0x70000000;
  floats numbers;
  memcpy(&numbers, &bits, sizeof numbers);
  *(floats *)to = numbers * 0x1p112f;
}

INLINE void widen_bf16(const void *from, float *to) {
  wholes bits = __builtin_convertvector(*(const halves *)from, wholes) << 16;
  memcpy(to, &bits, sizeof bits);
}

// How many inputs share a scale, in formats where some do.
INLINE ptrdiff_t part_inputs(kernels_format format) { return format == kernels_q8k ? 16 : 32; }

// The bytes of a block of 256 inputs, and of a part of it.
enum { super_block = 256, super_part = (2 + 16) * kernels_width };
INLINE size_t super_size(kernels_format format) {
  return 4 * kernels_width + super_block / part_inputs(format) * super_part;
}

// The numbers of the part of a tile that begins with input `input`, with its scale and what is added.
INLINE const uint8_t *open_part(kernels_format format, const uint8_t *tile, ptrdiff_t input,
                                floats *scale, floats *minimum) {
  if (format == kernels_q8 || format == kernels_q4) {
    const size_t size = (format == kernels_q8 ? 2 + 32 : 6 + 16) * kernels_width;
    const uint8_t *from = tile + input / kernels_block * size;
    widen_f16(from, (float *)scale);
    if (format == kernels_q8) return from + 2 * kernels_width;
    memcpy(minimum, from + 2 * kernels_width, sizeof *minimum);
    return from + 6 * kernels_width;
  }
  const uint8_t *from = tile + input / super_block * super_size(format);
  const uint8_t *part =
      from + 4 * kernels_width + input % super_block / part_inputs(format) * super_part;
  widen_f16(from, (float *)scale);
  widen_f16(from + 2 * kernels_width, (float *)minimum);
  *scale *= __builtin_convertvector(*(const bytes *)part, floats);
  *minimum *= -__builtin_convertvector(*(const bytes *)(part + kernels_width), floats);
  return part + 2 * kernels_width;
}

// Writes the weights of `count` inputs of a tile, from input `first` on, to `to`: 16 for each.
INLINE void decode(kernels_format format, const void *tile, ptrdiff_t first, ptrdiff_t count,
                   float *to) {
  switch (format) {
    case kernels_f32: return;
    case kernels_f16:
    case kernels_bf16: {
      const uint16_t *from = (const uint16_t *)tile + first * kernels_width;
      for (ptrdiff_t input = 0; input < count; input++, from += kernels_width, to += kernels_width)
        if (format == kernels_f16)
          widen_f16(from, to);
        else
          widen_bf16(from, to);
      return;
    }
    case kernels_q8:
    case kernels_q4:
    case kernels_q4k:
    case kernels_q8k: {
      const ptrdiff_t inputs = part_inputs(format);
      for (ptrdiff_t input = first; input < first + count; input += inputs) {
        floats scale, minimum;
        const uint8_t *numbers = open_part(format, tile, input, &scale, &minimum);
        if (format == kernels_q8 || format == kernels_q8k) {
          for (int row = 0; row < inputs; row++, to += kernels_width) {
            floats weight = scale * __builtin_convertvector(
                                        *(const bytes *)(numbers + row * kernels_width), floats);
            *(floats *)to = format == kernels_q8k ? weight + minimum : weight;
          }
        } else {
          for (int row = 0; row < kernels_block / 2; row++) {
            unsigned_bytes pair = *(const unsigned_bytes *)(numbers + row * kernels_width);
            ((floats *)to)[row] = scale * __builtin_convertvector(pair & 15, floats) + minimum;
            ((floats *)to)[row + kernels_block / 2] =
                scale * __builtin_convertvector(pair >> 4, floats) + minimum;
          }
          to += kernels_block * kernels_width;
        }
      }
    }
  }
}

#endif
