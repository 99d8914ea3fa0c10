# Makes quantized.safetensors: random blocks of the types that .gguf files have, and their numbers as the
# gguf library makes them F32.
#
#     pip install gguf==0.19.* safetensors numpy && python make-quantized.py
import numpy
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType as Type
from gguf.quants import dequantize
from safetensors.numpy import save_file

random = numpy.random.default_rng(16)
# Where in a block its scales are, as F16.
PLACES = {
    Type.Q8_0: [0], Type.Q4_0: [0], Type.Q4_1: [0, 2], Type.Q5_0: [0], Type.Q5_1: [0, 2],
    Type.Q4_K: [0, 2], Type.Q5_K: [0, 2], Type.Q6_K: [208],
}  # fmt: skip
tensors = {}
for kind, places in PLACES.items():
    numbers, size = GGML_QUANT_SIZES[kind]
    count = 3072 // numbers
    blocks = random.integers(0, 256, (count, size), dtype=numpy.uint8)
    for place in places:
        scales = random.uniform(-0.01, 0.01, count).astype("<f2")
        blocks[:, place : place + 2] = scales.view(numpy.uint8).reshape(count, 2)
    tensors[kind.name + ".blocks"] = blocks
    tensors[kind.name + ".numbers"] = dequantize(blocks, kind).reshape(-1).astype("<f4")
save_file(tensors, "quantized.safetensors")
