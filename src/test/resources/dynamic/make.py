"""Writes expected.csv: the logits of golden models of timm with dynamic_img_size, for images of other sizes.

    python make.py > expected.csv

Made with torch 2.13 and timm 1.0.29. The models, with their image-0.png, are those in ../golden/models.
"""
import json
import pathlib

import timm
import torch
from PIL import Image
from safetensors.torch import load_file

MODELS = pathlib.Path(__file__).parent.parent / "golden" / "models"


def logits(name, height, width):
    folder = MODELS / name
    config = json.loads((folder / "config.json").read_text())
    arguments = {**config["model_args"], "dynamic_img_size": True}
    model = timm.create_model(config["architecture"], num_classes=config["num_classes"],
                              global_pool=config["global_pool"], **arguments).eval()
    model.load_state_dict(load_file(folder / "model.safetensors"))
    pretrained = {**config["pretrained_cfg"], "input_size": [3, height, width]}
    transform = timm.data.create_transform(**timm.data.resolve_data_config(pretrained_cfg=pretrained))
    with torch.no_grad():
        return model(transform(Image.open(folder / "image-0.png").convert("RGB"))[None])[0].tolist()


print("model,height,width,logits")
for name, sizes in {"timm-vit": [(32, 128), (96, 48)],
                    "timm-vit-registers-avg": [(64, 64), (32, 120), (40, 72)]}.items():
    for height, width in sizes:
        print(name, height, width, " ".join(f"{logit:.6f}" for logit in logits(name, height, width)), sep=",")
