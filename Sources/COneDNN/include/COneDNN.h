// What attnviz needs of oneDNN, whose C interface differs between 2.x and 3.x: linear layers with
// packed weights, activations and softmax, in F32, each on the thread that calls it.
//
// Matrices are row-major. Every function that returns an int returns 0, or a status of dnnl_status_t
// where the library could not do it: short of memory, above all.
#ifndef CONEDNN_H
#define CONEDNN_H

#include <stddef.h>

/// The status of what the library had no memory for.
enum { onednn_out_of_memory = 1 };

/// The function within a feed-forward layer.
typedef enum {
  onednn_identity,
  /// x · Φ(x), Φ through the error function.
  onednn_gelu_erf,
  /// x · Φ(x), Φ approximated through tanh.
  onednn_gelu_tanh,
  onednn_relu,
  /// x · σ(x).
  onednn_silu,
} onednn_activation;

/// Keeps the library to the calling thread: it would start threads of its own.
void onednn_use_calling_thread(void);

/// A linear layer: x · Wᵀ + b, with an activation.
typedef struct onednn_linear onednn_linear;

/// Packs `weights`, outputs × inputs, as the library likes them best; they are not needed after.
///
/// `bias` has `outputs` numbers, or is NULL; it is copied.
int onednn_linear_create(onednn_linear **linear, const float *weights, const float *bias,
                         ptrdiff_t outputs, ptrdiff_t inputs, onednn_activation activation);

/// Writes activation(x · Wᵀ + b), or with `adds` adds it to what is in `sums`.
///
/// `x` has `rows` rows of inputs, `sums` as many of outputs, each row right after the one before: for
/// sums with gaps the library has no fast way. One thread at a time may use a layer.
int onednn_linear_apply(onednn_linear *linear, const float *x, ptrdiff_t rows, float *sums, int adds);

void onednn_linear_destroy(onednn_linear *linear);

/// Puts the function of each number in its place, row by row.
int onednn_activate(onednn_activation activation, float *numbers, ptrdiff_t rows,
                    ptrdiff_t columns, ptrdiff_t stride);

/// Makes each row of scores weights in its place: rows × columns, one row after the other. −∞ gets
/// exactly 0, and a row of nothing else NaN.
int onednn_softmax(float *scores, ptrdiff_t rows, ptrdiff_t columns);

/// The library's version, such as 2.6.3.
const char *onednn_version(void);

/// The instruction set that it uses here, such as AVX512_CORE; what it is may change with the library.
const char *onednn_instruction_set(void);

#endif
