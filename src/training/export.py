"""Writes a checkpoint in timm's published layout: config.json and model.safetensors (float16)."""

import json
import os
import struct

import numpy as np
import torch
from torch import nn

from vit import VisionTransformer

LABELS = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]


def load(model, tensors):
    """Takes tensors of another size or head; what doesn't exist there stays as it is."""
    own = model.state_dict()
    renamed = {"norm": "fc_norm", "fc_norm": "norm"}
    for name, tensor in tensors.items():
        base, _, rest = name.partition(".")
        if name not in own and base in renamed:
            name = f"{renamed[base]}.{rest}"
        if name == "pos_embed":
            patches = int((tensor.shape[1]) ** 0.5) ** 2
            prefix = torch.zeros(1, model.prefix, tensor.shape[2])
            old = tensor.shape[1] - patches
            prefix[:, :min(old, model.prefix)] = tensor[:, :min(old, model.prefix)]
            model.pos_embed = nn.Parameter(torch.cat([prefix, tensor[:, old:]], 1))
        elif name in own:
            own[name].copy_(tensor)


def config(model, size, heads):
    depth, dim = len(model.blocks), model.pos_embed.shape[2]
    name = "vit_tiny"
    arguments = {"img_size": [size, size], "patch_size": 8, "embed_dim": dim, "depth": depth, "num_heads": heads}
    registers = model.prefix - (model.pool == "token")
    if registers:
        name += f"_reg{registers}"
        arguments["reg_tokens"] = registers
    name += "_patch8"
    if model.pool == "avg":
        name += "_gap"
        arguments["class_token"] = False
    return {
        "architecture": f"{name}_{size}",
        "num_classes": 10,
        "num_features": dim,
        "global_pool": model.pool,
        "model_args": arguments,
        "label_names": LABELS,
        "pretrained_cfg": {
            "input_size": [3, size, size],
            "interpolation": "bicubic",
            "crop_pct": 1.0,
            "mean": [0.5, 0.5, 0.5],
            "std": [0.5, 0.5, 0.5],
            "num_classes": 10,
        },
    }


def safetensors(tensors):
    header, chunks, at = {}, [], 0
    for name, tensor in sorted(tensors.items()):
        data = tensor.detach().half().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F16", "shape": list(tensor.shape), "data_offsets": [at, at + len(data)]}
        chunks.append(data)
        at += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(chunks)


def write(model, size, heads, folder):
    os.makedirs(folder, exist_ok=True)
    files = {"config.json": (json.dumps(config(model, size, heads), indent=1) + "\n").encode(),
             "model.safetensors": safetensors(model.state_dict())}
    for name, data in files.items():
        path = os.path.join(folder, name)
        with open(path + ".new", "wb") as file:
            file.write(data)
        os.replace(path + ".new", path)


def read(folder):
    """Reads a checkpoint that write() made, or one of torch.save with a config.json beside it."""
    with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
        values = json.load(file)
    arguments = values["model_args"]
    model = VisionTransformer(arguments["img_size"][0], arguments["embed_dim"], arguments["depth"],
                              arguments["num_heads"], pool=values["global_pool"],
                              registers=arguments.get("reg_tokens", 0))
    with open(os.path.join(folder, "model.safetensors"), "rb") as file:
        data = file.read()
    start = 8 + struct.unpack("<Q", data[:8])[0]
    tensors = {}
    for name, entry in json.loads(data[8:start]).items():
        first, last = entry["data_offsets"]
        values = np.frombuffer(data[start + first:start + last], np.float16)
        tensors[name] = torch.from_numpy(values.reshape(entry["shape"]).astype(np.float32))
    model.load_state_dict(tensors)
    return model
