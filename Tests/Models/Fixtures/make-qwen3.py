# Makes the numbers of decoders/qwen3 anew, as transformers gives them for the folder in F32. Those that
# came with the model were computed after it had been cast to BF16 as a whole, with it the speeds of its
# rotary positions, which no file holds and which from_pretrained leaves in F32: they differ by 0.01 in
# logits and 0.0005 in attention.
#
#     pip install transformers==5.* torch safetensors && python make-qwen3.py
import json, pathlib

import torch
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM

FOLDER = pathlib.Path("decoders/qwen3")
network = AutoModelForCausalLM.from_pretrained(
    FOLDER, dtype=torch.float32, attn_implementation="eager"
).eval()
texts = json.load(open(FOLDER / "expected.json"))
for number, text in enumerate(texts):
    with torch.no_grad():
        result = network(torch.tensor([text["ids"]]), output_attentions=True)
    text["logits_last"] = result.logits[0, -1].tolist()
    attention = torch.cat(result.attentions).contiguous()
    save_file({"attention": attention}, FOLDER / f"expected-{number}.safetensors")
(FOLDER / "expected.json").write_text(json.dumps(texts, ensure_ascii=False))
