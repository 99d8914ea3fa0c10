# Makes gguf/*.gguf: three of the decoders as llama.cpp's converter writes them, with numbers of 16 bits,
# and a random Llama whose tables are of many quantized types, with what transformers computes of the
# numbers that the gguf library makes of them.
#
#     pip install gguf==0.19.* transformers==5.* torch safetensors && python make-gguf.py
import json, pathlib

import numpy, torch
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType as Type, GGUFWriter, TokenType
from gguf.quants import dequantize
from safetensors import safe_open
from safetensors.torch import save_file
from transformers import LlamaConfig, LlamaForCausalLM

DECODERS = pathlib.Path("decoders")
OUT = pathlib.Path("gguf")
OUT.mkdir(exist_ok=True)
LLAMA = {
    "model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output",
    "input_layernorm": "attn_norm", "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output", "self_attn.q_norm": "attn_q_norm",
    "self_attn.k_norm": "attn_k_norm", "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}  # fmt: skip
NEOX = {
    "gpt_neox.embed_in": "token_embd", "gpt_neox.final_layer_norm": "output_norm",
    "embed_out": "output", "input_layernorm": "attn_norm",
    "attention.query_key_value": "attn_qkv", "attention.dense": "attn_output",
    "post_attention_layernorm": "ffn_norm", "mlp.dense_h_to_4h": "ffn_up",
    "mlp.dense_4h_to_h": "ffn_down",
}  # fmt: skip


def name(key, names):
    stem, ending = key.rsplit(".", 1)
    if ".layers." in stem:
        number, part = stem.split(".layers.")[1].split(".", 1)
        return f"blk.{number}.{names[part]}.{ending}"
    return f"{names[stem]}.{ending}"


def settings(writer, config):
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])


def vocabulary(writer, folder, model, pre, count):
    data = json.load(open(folder / "tokenizer.json"))
    tokens = {id: token for token, id in data["model"]["vocab"].items()}
    own = {token["id"]: token["content"] for token in data["added_tokens"]}
    tokens.update(own)
    tokens = [tokens[id] for id in range(len(tokens))]
    writer.add_tokenizer_model(model)
    writer.add_tokenizer_pre(pre)
    writer.add_token_list(tokens)
    if model == "llama":
        kinds = [
            TokenType.UNKNOWN if id == 0 else TokenType.CONTROL if id < 3
            else TokenType.BYTE if token.startswith("<0x") else TokenType.NORMAL
            for id, token in enumerate(tokens)
        ]  # fmt: skip
        # The tokens that merges make come first by their ranks.
        writer.add_token_scores([float(-id) for id in range(len(tokens))])
    else:
        kinds = [TokenType.CONTROL if id in own else TokenType.NORMAL for id in range(len(tokens))]
        writer.add_token_merges([" ".join(merge) for merge in data["model"]["merges"]])
    writer.add_token_types(kinds)


def permuted(tensor, heads):
    return tensor.reshape(heads, 2, -1, tensor.shape[1]).transpose(1, 2).reshape(tensor.shape)


def converted(folder, arch, names, model, pre, change=lambda key, tensor: tensor):
    config = json.load(open(DECODERS / folder / "config.json"))
    writer = GGUFWriter(OUT / f"{folder}.gguf", arch)
    settings(writer, config)
    rotary = config["rope_parameters"]
    if arch == "gptneox":
        size = config["hidden_size"] // config["num_attention_heads"]
        writer.add_rope_dimension_count(int(rotary["partial_rotary_factor"] * size))
        writer.add_parallel_residual(config["use_parallel_residual"])
        writer.add_layer_norm_eps(config["layer_norm_eps"])
    else:
        writer.add_head_count_kv(config["num_key_value_heads"])
        writer.add_key_length(config["head_dim"])
        writer.add_rope_freq_base(rotary["rope_theta"])
        writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    vocabulary(writer, DECODERS / folder, model, pre, config["vocab_size"])
    if model == "llama":
        writer.add_bos_token_id(1)
        writer.add_eos_token_id(2)
    else:
        writer.add_add_bos_token(False)
    with safe_open(DECODERS / folder / "model.safetensors", "pt") as file:
        for key in file.keys():
            tensor = change(key, file.get_tensor(key).float())
            if tensor.dim() == 1 or model == "llama":
                writer.add_tensor(name(key, names), tensor.numpy())
            elif arch == "qwen3":
                halves = (tensor.numpy().view(numpy.uint32) >> 16).astype(numpy.uint16)
                writer.add_tensor(name(key, names), halves.view(numpy.uint8), raw_dtype=Type.BF16)
            else:
                writer.add_tensor(name(key, names), tensor.half().numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def neox(key, tensor):
    if ".query_key_value." not in key:
        return tensor
    return tensor.reshape(4, 3, 12, *tensor.shape[1:]).transpose(0, 1).reshape(tensor.shape)


def llama(key, tensor):
    return permuted(tensor, 4) if "q_proj" in key or "k_proj" in key else tensor


converted("pythia", "gptneox", NEOX, "gpt2", "gpt-2", neox)
converted("qwen3", "qwen3", LLAMA, "gpt2", "qwen2")
converted("llama2-sp", "llama", LLAMA, "llama", "default", llama)

# The random one.
random = numpy.random.default_rng(5)
SIZE, INNER, HEADS, KEYS = 256, 256, 4, 2
PLACES = {
    Type.Q5_0: [0], Type.Q5_1: [0, 2], Type.Q4_K: [0, 2], Type.Q5_K: [0, 2], Type.Q6_K: [208],
    Type.Q8_0: [0],
}  # fmt: skip
# Scales with which numbers are about as large as in a trained model.
LARGEST = {
    Type.Q5_0: 0.005, Type.Q5_1: 0.005, Type.Q4_K: 0.0004, Type.Q5_K: 0.0002, Type.Q6_K: 0.00002,
    Type.Q8_0: 0.0008,
}  # fmt: skip
TYPES = {
    "self_attn.q_proj": (Type.Q4_K, SIZE), "self_attn.k_proj": (Type.Q4_K, KEYS * 64),
    "self_attn.v_proj": (Type.Q6_K, KEYS * 64), "self_attn.o_proj": (Type.Q5_K, SIZE),
    "mlp.gate_proj": (Type.Q5_1, INNER), "mlp.up_proj": (Type.Q5_0, INNER),
    "mlp.down_proj": (Type.Q6_K, SIZE),
}  # fmt: skip
config = LlamaConfig(
    vocab_size=420, hidden_size=SIZE, intermediate_size=INNER, num_hidden_layers=1,
    num_attention_heads=HEADS, num_key_value_heads=KEYS, max_position_embeddings=64,
    rms_norm_eps=1e-5, tie_word_embeddings=True, attn_implementation="eager",
)  # fmt: skip
network = LlamaForCausalLM(config).eval()
writer = GGUFWriter(OUT / "k-quants.gguf", "llama")
settings(writer, config.to_dict())
writer.add_head_count_kv(KEYS)
writer.add_rope_dimension_count(64)
writer.add_rope_freq_base(10000.0)
writer.add_layer_norm_rms_eps(1e-5)
vocabulary(writer, DECODERS / "qwen2", "gpt2", "qwen2", 420)
writer.add_add_bos_token(False)


def table(kind, rows):
    numbers, size = GGML_QUANT_SIZES[kind]
    blocks = random.integers(0, 256, (rows, SIZE // numbers, size), dtype=numpy.uint8)
    for place in PLACES[kind]:
        scales = random.uniform(-1, 1, blocks.shape[:2]) * LARGEST[kind]
        # What Q5_1 adds is a number and no scale.
        if place == 2 and kind == Type.Q5_1:
            scales *= 10
        blocks[:, :, place : place + 2] = scales.astype("<f2").view(numpy.uint8).reshape(rows, -1, 2)
    blocks = blocks.reshape(rows, -1)
    return blocks, torch.from_numpy(dequantize(blocks, kind))


state = network.state_dict()
rows = 420
blocks, state["model.embed_tokens.weight"] = table(Type.Q8_0, rows)
state["lm_head.weight"] = state["model.embed_tokens.weight"]
writer.add_tensor("token_embd.weight", blocks, raw_dtype=Type.Q8_0)
for part, (kind, rows) in TYPES.items():
    key = f"model.layers.0.{part}.weight"
    blocks, tensor = table(kind, rows)
    heads = {"self_attn.q_proj": HEADS, "self_attn.k_proj": KEYS}.get(part)
    if heads:
        tensor = tensor.reshape(heads, 32, 2, SIZE).transpose(1, 2).reshape(rows, SIZE)
    state[key] = tensor
    writer.add_tensor(name(key, LLAMA), blocks, raw_dtype=kind)
for key in state:
    if "norm" in key:
        state[key] = torch.from_numpy(random.uniform(0.5, 1.5, SIZE).astype(numpy.float32))
        writer.add_tensor(name(key, LLAMA), state[key].numpy())
network.load_state_dict(state)
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
ids = [int(id) for id in random.integers(1, 390, 12)]
with torch.no_grad():
    result = network(torch.tensor([ids]), output_attentions=True)
save_file(
    {
        "ids": torch.tensor(ids, dtype=torch.float32), "logits": result.logits[0, -1],
        "attention": torch.cat(result.attentions).contiguous(),
    },
    OUT / "k-quants.safetensors",
)  # fmt: skip
print(result.logits[0, -1].abs().max(), result.attentions[0].max(), result.attentions[0].std())
