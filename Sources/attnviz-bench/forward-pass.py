"""Times the forward passes of PyTorch beside attnviz's, in turn, with the same models and lengths.

    python3 -m venv VENV && VENV/bin/pip install torch transformers gguf
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
from transformers import AutoModelForCausalLM, BertModel

ROOT = pathlib.Path(__file__).resolve().parents[2]
LENGTHS = [8, 16, 32, 64, 128, 256, 512]
DECODER_LENGTHS = [16, 64, 512]

torch.set_num_threads(2)
model = BertModel.from_pretrained(
    ROOT / "Resources/Models/all-MiniLM-L6-v2", attn_implementation="eager", dtype=torch.float32
).eval()

decoder = AutoModelForCausalLM.from_pretrained(
    ROOT / "Resources/Models/SmolLM2-135M-Instruct",
    gguf_file="SmolLM2-135M-Instruct.Q4_1.gguf",
    attn_implementation="eager",
    dtype=torch.float32,
).eval()


def encoder_milliseconds(length):
    pieces = [101] + [1996 + i * 37 % 2000 for i in range(1, length - 1)] + [102]
    return milliseconds(model, pieces, 40 if length > 100 else 200)


def decoder_milliseconds(length):
    ids = [300 + i * 37 % 2000 for i in range(length)]
    return milliseconds(decoder.model, ids, 10 if length > 100 else 40)


def milliseconds(model, ids, runs):
    ids = torch.tensor([ids])
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
    return [
        {int(n): float(ms) for n, ms in re.findall(name + r", (\d+) tokens +([\d.]+) ms", out)}
        for name in ["forward pass", "forward pass of SmolLM2"]
    ]


rounds = [
    (
        attnviz_milliseconds(),
        [
            {n: encoder_milliseconds(n) for n in LENGTHS},
            {n: decoder_milliseconds(n) for n in DECODER_LENGTHS},
        ],
    )
    for _ in range(5)
]
for index, (name, lengths) in enumerate(
    [("all-MiniLM-L6-v2", LENGTHS), ("SmolLM2-135M-Instruct", DECODER_LENGTHS)]
):
    print(f"{name}\n\n| tokens | attnviz | PyTorch | ratio |\n|---|---|---|---|")
    for n in lengths:
        ours = statistics.median(r[0][index][n] for r in rounds)
        theirs = statistics.median(r[1][index][n] for r in rounds)
        print(f"| {n} | {ours:.1f} ms | {theirs:.1f} ms | {ours / theirs:.2f} |")
    print()
