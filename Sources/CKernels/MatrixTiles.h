// Products on the processor's matrix unit (AMX), where it has one. For the loops of this module alone.
#ifndef MATRIX_TILES_H
#define MATRIX_TILES_H

#include "CKernels.h"

/// Whether this processor has the unit and the system lets this program use it.
bool matrix_tiles_can_be_used(void);

/// Whether the unit gives what the loops give: weights that are whole numbers times a scale, or numbers
/// that it takes as they are.
bool matrix_tiles_serve(kernels_format format, ptrdiff_t inputs);

/// How many numbers matrix_tiles_linear needs on the way.
size_t matrix_tiles_room(ptrdiff_t inputs, ptrdiff_t rows);

/// What kernels_linear_part does, for `outputs` that fill their tiles.
void matrix_tiles_linear(kernels_format format, const uint8_t *tiles, size_t size, ptrdiff_t outputs,
                         ptrdiff_t inputs, const float *bias, const float *x, ptrdiff_t rows,
                         ptrdiff_t x_stride, float *sums, ptrdiff_t sums_stride, int adds, float *room);

#endif
