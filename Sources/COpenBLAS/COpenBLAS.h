// The BLAS of OpenBLAS: products of matrices of floats.
#include <cblas.h>
