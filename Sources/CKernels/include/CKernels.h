// What the forward pass needs and Swift can't say: threads bound to processors, and a linear layer
// whose weights have 16, 8 or 4 bits, which oneDNN 2.6 doesn't serve, as one loop that the compiler
// makes for each instruction set. Attention's small products are done by it too: oneDNN's first plain
// product takes 31 ms, in which it makes code for every kind of product.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How the weights are kept.
///
/// A tile is 16 outputs with all their inputs. F32, F16 and BF16: input after input, the 16 numbers of
/// each. Q8 and Q4: block after block of 32 inputs; a block has 16 scales (F16), in Q4 then 16
/// minima (F32), then for each input 16 whole numbers: a signed byte each in Q8; in Q4 half a byte,
/// input i in the lower and input i + 16 in the upper half of the i-th row of 16 bytes. A weight is
/// scale · number (+ minimum). Q4K and Q8K: block after block of 256 inputs; a block has 16 scales of its
/// scales and 16 of its minima (F16), then part after part of 32 (Q4K) or 16 (Q8K) inputs; a part has 16
/// scales and 16 minima (a byte each), then 16 rows of numbers as in Q4 or Q8. A weight is
/// scale · scale of the part · number − minimum · minimum of the part.
typedef enum {
  kernels_f32,
  kernels_f16,
  kernels_bf16,
  kernels_q8,
  kernels_q4,
  kernels_q4k,
  kernels_q8k
} kernels_format;

enum { kernels_width = 16, kernels_block = 32 };

/// The bytes that a tile of so many inputs takes; 0 where the format has no such tile.
size_t kernels_tile_size(kernels_format format, ptrdiff_t inputs);

/// Makes a tile of 16-bit numbers: row after row of a layer's weights, `rows` ≤ 16 of them, `inputs`
/// each. What is missing to 16 is 0.
void kernels_pack_16(const uint8_t *weights, ptrdiff_t rows, ptrdiff_t inputs, uint16_t *tile);

/// x · Wᵀ + b for the outputs of `tiles` tiles.
///
/// `x` has `rows` rows that start `x_stride` numbers apart; `sums` gets rows that start `sums_stride`
/// apart, of tiles × 16 numbers (the last of them only `outputs` in all). `bias` (NULL: none) has
/// `outputs` numbers. With `adds` all is added to what is in `sums`. `room` has
/// kernels_room(format, inputs, rows) numbers.
void kernels_linear(kernels_format format, const void *tiles, ptrdiff_t outputs, ptrdiff_t inputs,
                    const float *bias, const float *x, ptrdiff_t rows, ptrdiff_t x_stride,
                    float *sums, ptrdiff_t sums_stride, int adds, float *room);

/// The same of the first `inputs` inputs of tiles that are `size` bytes long, and may have more.
void kernels_linear_part(kernels_format format, const void *tiles, size_t size, ptrdiff_t outputs,
                         ptrdiff_t inputs, const float *bias, const float *x, ptrdiff_t rows,
                         ptrdiff_t x_stride, float *sums, ptrdiff_t sums_stride, int adds,
                         float *room);

/// How many numbers kernels_linear needs on the way.
size_t kernels_room(kernels_format format, ptrdiff_t inputs, ptrdiff_t rows);

/// The instruction set that it was compiled for and uses here.
const char *kernels_instruction_set(void);

/// Whether the calling thread may run on this processor, counted from 0 to 1023.
bool kernels_may_use(int processor);

/// Binds the calling thread to a processor. Where that is not allowed it stays free.
void kernels_bind(int processor);

/// Lets the calling thread run wherever it might before it was bound.
void kernels_unbind(void);

#endif
