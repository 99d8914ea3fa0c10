#define _GNU_SOURCE
#include "COneDNN.h"

#include <dlfcn.h>
#include <oneapi/dnnl/dnnl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert((int)onednn_out_of_memory == (int)dnnl_out_of_memory, "the library's own number");

// --- What differs between 2.x and 3.x: how memory and a primitive are described. ---

#if DNNL_VERSION_MAJOR >= 3

typedef dnnl_memory_desc_t description;
typedef const_dnnl_memory_desc_t described;

static described of(const description *description) { return *description; }
static void forget(description *description) {
  if (*description) dnnl_memory_desc_destroy(*description);
}

static dnnl_status_t describe(description *made, ptrdiff_t rows, ptrdiff_t columns,
                              ptrdiff_t row_stride, ptrdiff_t column_stride) {
  dnnl_dims_t sizes = {rows, columns}, strides = {row_stride, column_stride};
  return dnnl_memory_desc_create_with_strides(made, 2, sizes, dnnl_f32, strides);
}

static dnnl_status_t describe_freely(description *made, ptrdiff_t rows, ptrdiff_t columns) {
  dnnl_dims_t sizes = {rows, columns};
  return dnnl_memory_desc_create_with_tag(made, 2, sizes, dnnl_f32, dnnl_format_tag_any);
}

static dnnl_status_t append_activation(dnnl_post_ops_t after, dnnl_alg_kind_t kind) {
  return dnnl_post_ops_append_eltwise(after, kind, kind == dnnl_eltwise_swish, 0);
}

static dnnl_status_t append_sum(dnnl_post_ops_t after) {
  return dnnl_post_ops_append_sum(after, 1, 0, dnnl_data_type_undef);
}

static dnnl_status_t plan_product(dnnl_primitive_desc_t *plan, dnnl_engine_t engine,
                                  const description *x, const description *weights,
                                  const description *bias, const description *sums,
                                  dnnl_primitive_attr_t attributes) {
  return dnnl_matmul_primitive_desc_create(plan, engine, *x, *weights, bias ? *bias : NULL, *sums,
                                           attributes);
}

static dnnl_status_t plan_activation(dnnl_primitive_desc_t *plan, dnnl_engine_t engine,
                                     dnnl_alg_kind_t kind, const description *numbers) {
  return dnnl_eltwise_forward_primitive_desc_create(plan, engine, dnnl_forward_inference, kind,
                                                    *numbers, *numbers,
                                                    kind == dnnl_eltwise_swish, 0, NULL);
}

static dnnl_status_t plan_softmax(dnnl_primitive_desc_t *plan, dnnl_engine_t engine,
                                  const description *scores) {
  return dnnl_softmax_forward_primitive_desc_create(plan, engine, dnnl_forward_inference,
                                                    dnnl_softmax_accurate, *scores, *scores, 1,
                                                    NULL);
}

#else

typedef dnnl_memory_desc_t description;
typedef const dnnl_memory_desc_t *described;

static described of(const description *description) { return description; }
static void forget(description *description) { (void)description; }

static dnnl_status_t describe(description *made, ptrdiff_t rows, ptrdiff_t columns,
                              ptrdiff_t row_stride, ptrdiff_t column_stride) {
  dnnl_dims_t sizes = {rows, columns}, strides = {row_stride, column_stride};
  return dnnl_memory_desc_init_by_strides(made, 2, sizes, dnnl_f32, strides);
}

static dnnl_status_t describe_freely(description *made, ptrdiff_t rows, ptrdiff_t columns) {
  dnnl_dims_t sizes = {rows, columns};
  return dnnl_memory_desc_init_by_tag(made, 2, sizes, dnnl_f32, dnnl_format_tag_any);
}

static dnnl_status_t append_activation(dnnl_post_ops_t after, dnnl_alg_kind_t kind) {
  return dnnl_post_ops_append_eltwise(after, 1, kind, kind == dnnl_eltwise_swish, 0);
}

static dnnl_status_t append_sum(dnnl_post_ops_t after) {
  return dnnl_post_ops_append_sum(after, 1);
}

static dnnl_status_t plan_product(dnnl_primitive_desc_t *plan, dnnl_engine_t engine,
                                  const description *x, const description *weights,
                                  const description *bias, const description *sums,
                                  dnnl_primitive_attr_t attributes) {
  dnnl_matmul_desc_t product;
  dnnl_status_t status = dnnl_matmul_desc_init(&product, x, weights, bias, sums);
  return status ? status : dnnl_primitive_desc_create(plan, &product, attributes, engine, NULL);
}

static dnnl_status_t plan_activation(dnnl_primitive_desc_t *plan, dnnl_engine_t engine,
                                     dnnl_alg_kind_t kind, const description *numbers) {
  dnnl_eltwise_desc_t activation;
  dnnl_status_t status = dnnl_eltwise_forward_desc_init(
      &activation, dnnl_forward_inference, kind, numbers, kind == dnnl_eltwise_swish, 0);
  return status ? status : dnnl_primitive_desc_create(plan, &activation, NULL, engine, NULL);
}

static dnnl_status_t plan_softmax(dnnl_primitive_desc_t *plan, dnnl_engine_t engine,
                                  const description *scores) {
  dnnl_softmax_desc_t softmax;
  dnnl_status_t status =
      dnnl_softmax_forward_desc_init(&softmax, dnnl_forward_inference, scores, 1);
  return status ? status : dnnl_primitive_desc_create(plan, &softmax, NULL, engine, NULL);
}

#endif

// --- The same in both. ---

static dnnl_alg_kind_t kind(onednn_activation activation) {
  switch (activation) {
    case onednn_gelu_erf: return dnnl_eltwise_gelu_erf;
    case onednn_gelu_tanh: return dnnl_eltwise_gelu_tanh;
    case onednn_relu: return dnnl_eltwise_relu;
    case onednn_silu: return dnnl_eltwise_swish;
    case onednn_identity: break;
  }
  return dnnl_alg_kind_undef;
}

// One for all threads: what is made with an engine can be run on the streams of that engine alone.
static dnnl_engine_t shared_engine;
static dnnl_status_t shared_engine_status;

static void make_engine(void) {
  shared_engine_status = dnnl_engine_create(&shared_engine, dnnl_cpu, 0);
}

static dnnl_status_t engine(dnnl_engine_t *found) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, make_engine);
  *found = shared_engine;
  return shared_engine_status;
}

static dnnl_status_t run(const_dnnl_primitive_t primitive, int count, const dnnl_exec_arg_t *arguments) {
  static _Thread_local dnnl_stream_t own;
  dnnl_engine_t here;
  dnnl_status_t status = engine(&here);
  if (!status && !own) status = dnnl_stream_create(&own, here, dnnl_stream_default_flags);
  if (!status) status = dnnl_primitive_execute(primitive, own, count, arguments);
  return status ? status : dnnl_stream_wait(own);
}

void onednn_use_calling_thread(void) {
  // Debian's library has its threads from OpenMP; another build may have them from elsewhere.
  void (*set)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
  if (set) set(1);
}

const char *onednn_version(void) {
  static char text[32];
  const dnnl_version_t *version = dnnl_version();
  snprintf(text, sizeof text, "%d.%d.%d", version->major, version->minor, version->patch);
  return text;
}

const char *onednn_instruction_set(void) {
  switch (dnnl_get_effective_cpu_isa()) {
    case dnnl_cpu_isa_sse41: return "SSE4.1";
    case dnnl_cpu_isa_avx: return "AVX";
    case dnnl_cpu_isa_avx2: return "AVX2";
    case dnnl_cpu_isa_avx512_core: return "AVX512_CORE";
    case dnnl_cpu_isa_avx512_core_vnni: return "AVX512_CORE_VNNI";
    case dnnl_cpu_isa_avx512_core_bf16: return "AVX512_CORE_BF16";
    default: return "what this processor has";
  }
}

// A product prepared for a number of rows.
typedef struct {
  ptrdiff_t rows;
  int adds;
  dnnl_primitive_t primitive;
  dnnl_memory_t x, sums;
} prepared;

// A sentence and one of its tokens alone, added or not, and the sentence before it.
enum { remembered = 8 };

struct onednn_linear {
  ptrdiff_t outputs, inputs;
  onednn_activation activation;
  description weights_description;
  dnnl_memory_t weights;
  float *packed, *bias_numbers;
  dnnl_memory_t bias;
  prepared known[remembered];
  int next;
};

static void discard(prepared *product) {
  if (product->primitive) dnnl_primitive_destroy(product->primitive);
  if (product->x) dnnl_memory_destroy(product->x);
  if (product->sums) dnnl_memory_destroy(product->sums);
  *product = (prepared){0};
}

// Prepares a product for weights that lie as `weights` says; `plan` is the caller's to destroy.
static dnnl_status_t plan_linear(dnnl_primitive_desc_t *plan, const onednn_linear *linear,
                                 const description *weights, prepared *product) {
  description x, sums, bias;
  memset(&x, 0, sizeof x), memset(&sums, 0, sizeof sums), memset(&bias, 0, sizeof bias);
  dnnl_primitive_attr_t attributes = NULL;
  dnnl_post_ops_t after = NULL;
  dnnl_engine_t here;
  dnnl_status_t status = engine(&here);
  if (!status) status = describe(&x, product->rows, linear->inputs, linear->inputs, 1);
  if (!status) status = describe(&sums, product->rows, linear->outputs, linear->outputs, 1);
  if (!status && linear->bias_numbers) status = describe(&bias, 1, linear->outputs, linear->outputs, 1);
  if (!status) status = dnnl_primitive_attr_create(&attributes);
  if (!status) status = dnnl_post_ops_create(&after);
  if (!status && linear->activation != onednn_identity)
    status = append_activation(after, kind(linear->activation));
  if (!status && product->adds) status = append_sum(after);
  if (!status) status = dnnl_primitive_attr_set_post_ops(attributes, after);
  if (!status)
    status = plan_product(plan, here, &x, weights, linear->bias_numbers ? &bias : NULL, &sums,
                          attributes);
  if (!status) status = dnnl_memory_create(&product->x, of(&x), here, DNNL_MEMORY_NONE);
  if (!status) status = dnnl_memory_create(&product->sums, of(&sums), here, DNNL_MEMORY_NONE);
  if (after) dnnl_post_ops_destroy(after);
  if (attributes) dnnl_primitive_attr_destroy(attributes);
  forget(&x), forget(&sums), forget(&bias);
  return status;
}

// Packs the weights as the library wants them for a middling number of rows: it asks for the same
// whatever the number.
static dnnl_status_t pack(onednn_linear *linear, const float *weights) {
  description plain, any;
  memset(&plain, 0, sizeof plain), memset(&any, 0, sizeof any);
  dnnl_primitive_desc_t plan = NULL, packing = NULL;
  dnnl_primitive_t primitive = NULL;
  dnnl_memory_t source = NULL;
  prepared middling = {.rows = 32};
  dnnl_engine_t here;
  dnnl_status_t status = engine(&here);
  // W is outputs × inputs, the product wants inputs × outputs.
  if (!status) status = describe(&plain, linear->inputs, linear->outputs, 1, linear->inputs);
  if (!status) status = describe_freely(&any, linear->inputs, linear->outputs);
  if (!status) status = plan_linear(&plan, linear, &any, &middling);
  if (!status) {
    described wanted = dnnl_primitive_desc_query_md(plan, dnnl_query_weights_md, 0);
    size_t size = (dnnl_memory_desc_get_size(wanted) + 63) / 64 * 64;
#if DNNL_VERSION_MAJOR >= 3
    status = dnnl_memory_desc_clone(&linear->weights_description, wanted);
#else
    linear->weights_description = *wanted;
#endif
    linear->packed = status ? NULL : aligned_alloc(64, size);
    if (!linear->packed) status = dnnl_out_of_memory;
    if (!status) status = dnnl_memory_create(&linear->weights, wanted, here, linear->packed);
    if (!status)
      status = dnnl_reorder_primitive_desc_create(&packing, of(&plain), here, wanted, here, NULL);
  }
  if (!status) status = dnnl_primitive_create(&primitive, packing);
  if (!status) status = dnnl_memory_create(&source, of(&plain), here, (void *)weights);
  if (!status) {
    dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, source}, {DNNL_ARG_TO, linear->weights}};
    status = run(primitive, 2, arguments);
  }
  if (source) dnnl_memory_destroy(source);
  if (primitive) dnnl_primitive_destroy(primitive);
  if (packing) dnnl_primitive_desc_destroy(packing);
  if (plan) dnnl_primitive_desc_destroy(plan);
  discard(&middling);
  forget(&plain), forget(&any);
  return status;
}

int onednn_linear_create(onednn_linear **made, const float *weights, const float *bias,
                         ptrdiff_t outputs, ptrdiff_t inputs, onednn_activation activation) {
  onednn_linear *linear = calloc(1, sizeof *linear);
  *made = NULL;
  if (!linear) return dnnl_out_of_memory;
  linear->outputs = outputs;
  linear->inputs = inputs;
  linear->activation = activation;
  dnnl_status_t status = dnnl_success;
  if (bias) {
    linear->bias_numbers = malloc(outputs * sizeof *bias);
    if (linear->bias_numbers)
      memcpy(linear->bias_numbers, bias, outputs * sizeof *bias);
    else
      status = dnnl_out_of_memory;
    description description;
    memset(&description, 0, sizeof description);
    dnnl_engine_t here;
    if (!status) status = engine(&here);
    if (!status) status = describe(&description, 1, outputs, outputs, 1);
    if (!status)
      status = dnnl_memory_create(&linear->bias, of(&description), here, linear->bias_numbers);
    forget(&description);
  }
  if (!status) status = pack(linear, weights);
  if (status)
    onednn_linear_destroy(linear);
  else
    *made = linear;
  return status;
}

void onednn_linear_destroy(onednn_linear *linear) {
  if (!linear) return;
  for (int place = 0; place < remembered; place++) discard(&linear->known[place]);
  if (linear->weights) dnnl_memory_destroy(linear->weights);
  if (linear->bias) dnnl_memory_destroy(linear->bias);
  if (linear->packed) forget(&linear->weights_description);
  free(linear->packed);
  free(linear->bias_numbers);
  free(linear);
}

static dnnl_status_t prepare(onednn_linear *linear, prepared **found, ptrdiff_t rows, int adds) {
  for (int place = 0; place < remembered; place++) {
    prepared *known = &linear->known[place];
    if (known->primitive && known->rows == rows && known->adds == adds) {
      *found = known;
      return dnnl_success;
    }
  }
  prepared *product = &linear->known[linear->next];
  linear->next = (linear->next + 1) % remembered;
  discard(product);
  *product = (prepared){rows, adds, NULL, NULL, NULL};
  dnnl_primitive_desc_t plan = NULL;
  dnnl_status_t status = plan_linear(&plan, linear, &linear->weights_description, product);
  if (!status) status = dnnl_primitive_create(&product->primitive, plan);
  if (plan) dnnl_primitive_desc_destroy(plan);
  if (status) discard(product);
  *found = product;
  return status;
}

int onednn_linear_apply(onednn_linear *linear, const float *x, ptrdiff_t rows, float *sums,
                        int adds) {
  prepared *product;
  dnnl_status_t status = prepare(linear, &product, rows, adds != 0);
  if (!status) status = dnnl_memory_set_data_handle(product->x, (void *)x);
  if (!status) status = dnnl_memory_set_data_handle(product->sums, sums);
  if (status) return status;
  dnnl_exec_arg_t arguments[] = {{DNNL_ARG_SRC, product->x},
                                 {DNNL_ARG_WEIGHTS, linear->weights},
                                 {DNNL_ARG_DST, product->sums},
                                 {DNNL_ARG_BIAS, linear->bias}};
  return run(product->primitive, linear->bias ? 4 : 3, arguments);
}

// A function of a table that is done in its place, prepared for a thread.
typedef struct {
  onednn_activation activation;
  ptrdiff_t rows, columns;
  dnnl_primitive_t primitive;
  dnnl_memory_t table;
} in_place;

static dnnl_status_t run_in_place(in_place *known, onednn_activation activation, int is_softmax,
                                  float *numbers, ptrdiff_t rows, ptrdiff_t columns) {
  dnnl_status_t status = dnnl_success;
  if (!known->primitive || known->activation != activation || known->rows != rows ||
      known->columns != columns) {
    if (known->primitive) dnnl_primitive_destroy(known->primitive);
    if (known->table) dnnl_memory_destroy(known->table);
    *known = (in_place){activation, rows, columns, NULL, NULL};
    description table;
    memset(&table, 0, sizeof table);
    dnnl_primitive_desc_t plan = NULL;
    dnnl_engine_t here;
    status = engine(&here);
    if (!status) status = describe(&table, rows, columns, columns, 1);
    if (!status)
      status = is_softmax ? plan_softmax(&plan, here, &table)
                          : plan_activation(&plan, here, kind(activation), &table);
    if (!status) status = dnnl_memory_create(&known->table, of(&table), here, DNNL_MEMORY_NONE);
    if (!status) status = dnnl_primitive_create(&known->primitive, plan);
    if (plan) dnnl_primitive_desc_destroy(plan);
    forget(&table);
  }
  if (!status) status = dnnl_memory_set_data_handle(known->table, numbers);
  if (status) return status;
  dnnl_exec_arg_t arguments[] = {{DNNL_ARG_SRC, known->table}, {DNNL_ARG_DST, known->table}};
  return run(known->primitive, 2, arguments);
}

int onednn_activate(onednn_activation activation, float *numbers, ptrdiff_t rows,
                    ptrdiff_t columns, ptrdiff_t stride) {
  static _Thread_local in_place whole, row;
  if (activation == onednn_identity) return dnnl_success;
  if (stride == columns) return run_in_place(&whole, activation, 0, numbers, rows, columns);
  // The library's fast way asks for a table without gaps.
  for (ptrdiff_t place = 0; place < rows; place++) {
    int status = run_in_place(&row, activation, 0, numbers + place * stride, 1, columns);
    if (status) return status;
  }
  return dnnl_success;
}

int onednn_softmax(float *scores, ptrdiff_t rows, ptrdiff_t columns) {
  static _Thread_local in_place known;
  return run_in_place(&known, onednn_identity, 1, scores, rows, columns);
}
