"""Times the forward pass of PyTorch beside attnviz's, in turn, with the same model and lengths.

    python3 -m venv VENV && VENV/bin/pip install torch transformers
    swift build -c release
    VENV/bin/python Sources/attnviz-bench/forward-pass.py

Two threads each; PyTorch in F32, keeping the weights of all heads. Prints the medians of five rounds.
"""

import os
import pathlib
import re
import statistics
import subprocess
import time

import torch
from transformers import BertModel

ROOT = pathlib.Path(__file__).resolve().parents[2]
LENGTHS = [8, 16, 32, 64, 128, 256, 512]

torch.set_num_threads(2)
model = BertModel.from_pretrained(
    ROOT / "Resources/Models/all-MiniLM-L6-v2", attn_implementation="eager", dtype=torch.float32
).eval()


def torch_milliseconds(length):
    pieces = [101] + [1996 + i * 37 % 2000 for i in range(1, length - 1)] + [102]
    ids = torch.tensor([pieces])
    runs = 40 if length > 100 else 200
    times = []
    with torch.inference_mode():
        for _ in range(runs // 10 + runs):
            start = time.perf_counter()
            model(ids, output_attentions=True)
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[runs // 10 :])


def attnviz_milliseconds():
    out = subprocess.run(
        [ROOT / ".build/release/attnviz-bench", "forward-pass"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return {int(n): float(ms) for n, ms in re.findall(r"forward pass, (\d+) tokens +([\d.]+) ms", out)}


rounds = [(attnviz_milliseconds(), {n: torch_milliseconds(n) for n in LENGTHS}) for _ in range(5)]
print("| tokens | attnviz | PyTorch | ratio |\n|---|---|---|---|")
for n in LENGTHS:
    ours = statistics.median(r[0][n] for r in rounds)
    theirs = statistics.median(r[1][n] for r in rounds)
    print(f"| {n} | {ours:.1f} ms | {theirs:.1f} ms | {ours / theirs:.2f} |")
