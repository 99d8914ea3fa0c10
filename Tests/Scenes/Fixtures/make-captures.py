"""Makes the small captures beside it with NumPy, PyTorch and safetensors: python3 make-captures.py"""

import json
import os
import zipfile

import numpy as np
import torch
from safetensors.torch import save_file

os.chdir(os.path.dirname(os.path.abspath(__file__)))
random = np.random.default_rng(7)
tokens = ["The", "Ġcat", "Ġsat", "Ġon", "Ġmats"]


def softmax(scores):
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def masked(scores):
    n = scores.shape[-1]
    return np.where(np.tril(np.ones((n, n), bool)), scores, -np.inf)


scores = masked(random.normal(size=(2, 3, 5, 5)))
weights = softmax(scores)
json.dump(
    {"weights": weights.tolist(), "tokens": tokens},
    open("captures.json", "w"),
)

np.savez("stored.npz", attentions=weights.astype(np.float16), tokens=np.array(tokens))
np.savez_compressed("compressed.npz", attentions=weights.astype(np.float32), tokens=np.array(tokens))
zipfile.ZIP64_LIMIT = 100
np.savez("zip64.npz", attentions=weights.astype(np.float32), tokens=np.array(tokens))
zipfile.ZIP64_LIMIT = (1 << 31) - 1
np.savez("bytes.npz", attentions=weights[:, None], tokens=np.array(["a", "b", "c", "d", "e"], "S"))
np.savez("scores.npz", attention_scores=scores.astype(np.float32), tokens=np.array(tokens))
np.savez("layers.npz", *[layer[None] for layer in weights])
np.savez(
    "cross.npz", cross_attentions=softmax(random.normal(size=(1, 2, 2, 3))).astype(np.float32),
    source_tokens=np.array(["le", "chat", "noir"]), target_tokens=np.array(["black", "cat"]))
np.savez(
    "encoder-decoder.npz", source_tokens=np.array(["le", "chat"]), target_tokens=np.array(["the", "cat"]),
    **{
        f"{part}_attentions.{layer}": softmax(random.normal(size=(1, 2, 2, 2))).astype(np.float16)
        for part in ["encoder", "decoder", "cross"] for layer in range(2)
    })
np.save("plain.npy", weights)
json.dump(tokens, open("plain.json", "w"))
np.savez(
    "pattern-lens/activations.npz",
    **{f"blocks.{i}.attn.hook_pattern": layer[None].astype(np.float32) for i, layer in enumerate(weights)})
json.dump({"text": "cat sat on mats", "tokens": tokens[1:]}, open("pattern-lens/prompt.json", "w"))
save_file(
    {"attentions": torch.tensor(weights).bfloat16().contiguous()}, "bfloat16.safetensors",
    metadata={"tokens": json.dumps(tokens)})
# What is refused, or told.
np.save("fortran.npy", np.asfortranarray(weights))
np.save("big-endian.npy", weights.astype(">f4"))
np.savez("objects.npz", attentions=np.array([weights, None], dtype=object))
flawed = weights[:1, :1].astype(np.float32).copy()
flawed[0, 0, 1] *= 0.5
flawed[0, 0, 2, 0] = np.nan
flawed[0, 0, 3, 1] = -0.25
np.savez("flawed.npz", attentions=flawed, tokens=np.array(tokens))
with zipfile.ZipFile("no-arrays.zip", "w") as archive:
    archive.writestr("hello.txt", "hello")
np.savez("object-tokens.npz", attentions=weights, tokens=np.array(tokens, dtype=object))
# Too large to be inflated before a person notices: every head looks at a token of its own.
large = np.zeros((3, 4, 512, 512), np.float16)
for layer in range(3):
    for head in range(4):
        large[layer, head, :, 4 * layer + head] = 1
np.savez_compressed("large.npz", attentions=large)
