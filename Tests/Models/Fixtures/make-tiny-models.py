"""Makes the tiny-* models beside this file, and what PyTorch computes with them.

Needs torch, transformers and safetensors. Run it in this folder.
"""

import json
import os

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel, DistilBertConfig, DistilBertModel

CASED = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "Bank", "bank", "##s", "##S", "É", "é", "."]

MODELS = {
    # name: (dtype, prefix, old names, lower case, shape)
    "tiny-relu": (torch.float16, "", False, True, dict(
        hidden_size=8, num_attention_heads=2, num_hidden_layers=1, intermediate_size=400,
        hidden_act="relu", layer_norm_eps=1e-5, type_vocab_size=1)),
    "tiny-gelu": (torch.float32, "bert.", True, False, dict(
        hidden_size=12, num_attention_heads=4, num_hidden_layers=2, intermediate_size=20,
        hidden_act="gelu", layer_norm_eps=1e-12, type_vocab_size=2)),
    "tiny-gelu-new": (torch.bfloat16, "bert.", False, False, dict(
        hidden_size=30, num_attention_heads=6, num_hidden_layers=2, intermediate_size=70,
        hidden_act="gelu_new", layer_norm_eps=1e-3, type_vocab_size=3)),
    "tiny-gelu-tanh": (torch.float32, "", False, True, dict(
        hidden_size=9, num_attention_heads=1, num_hidden_layers=3, intermediate_size=5,
        hidden_act="gelu_pytorch_tanh", layer_norm_eps=1e-2, type_vocab_size=2)),
    "tiny-three-heads": (torch.float16, "", False, True, dict(
        hidden_size=48, num_attention_heads=3, num_hidden_layers=1, intermediate_size=100,
        hidden_act="gelu", layer_norm_eps=1e-12, type_vocab_size=2)),
    "tiny-twelve-heads": (torch.bfloat16, "", False, True, dict(
        hidden_size=48, num_attention_heads=12, num_hidden_layers=1, intermediate_size=65,
        hidden_act="gelu", layer_norm_eps=1e-12, type_vocab_size=2)),
    "tiny-distilbert": (torch.float16, "distilbert.", False, True, dict(
        dim=48, n_heads=3, n_layers=2, hidden_dim=70, activation="gelu")),
}

for name, (dtype, prefix, old, lower, shape) in MODELS.items():
    torch.manual_seed(len(name))
    shape |= dict(
        vocab_size=len(CASED) + 3, max_position_embeddings=14, initializer_range=0.6,
        attn_implementation="eager")
    if "dim" in shape:
        config = DistilBertConfig(**shape)
        model = DistilBertModel(config).eval()
    else:
        config = BertConfig(**shape)
        model = BertModel(config, add_pooling_layer=False).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter += 0.2 * torch.randn_like(parameter)
            parameter.copy_(parameter.to(dtype).float())
    ids = torch.tensor([[2, 5, 7, 6, 8, 9, 10, 11, 3]])
    with torch.no_grad():
        out = model(ids, output_attentions=True, output_hidden_states=True)
    os.makedirs(name, exist_ok=True)
    tensors = {}
    for key, value in model.state_dict().items():
        if old:
            key = key.replace("LayerNorm.weight", "LayerNorm.gamma")
            key = key.replace("LayerNorm.bias", "LayerNorm.beta")
        tensors[prefix + key] = value if value.dtype == torch.int64 else value.to(dtype)
    save_file(tensors, f"{name}/model.safetensors")
    save_file({
        "ids": ids[0].float(),
        "attention": torch.stack(out.attentions)[:, 0].contiguous(),
        "hidden": torch.stack(out.hidden_states)[:, 0].contiguous(),
    }, f"{name}/expected.safetensors")
    json.dump(json.loads(config.to_json_string()), open(f"{name}/config.json", "w"), indent=1)
    json.dump({"do_lower_case": lower}, open(f"{name}/tokenizer_config.json", "w"))
    open(f"{name}/vocab.txt", "w").write("\n".join(CASED) + "\n")
