"""Makes tiny models with one output, with quantities as outputs, and for grey images, with what torch computes.

Run in this folder with torch 2.13, transformers 5.18, timm 1.0.29 and Pillow. Each folder is a model as its library
saves it; expected.json holds logits for image.png, resized as Pillow does, and the sums of pixels x gradient of the
first logit per patch.
"""

import json
import os

import numpy as np
import timm
import torch
from PIL import Image
from safetensors.torch import save_file
from timm.data import create_transform, resolve_data_config
from transformers import ViTConfig, ViTForImageClassification, ViTImageProcessorPil

torch.manual_seed(3)
generator = np.random.default_rng(3)
smooth = Image.fromarray(generator.integers(0, 256, (5, 6, 3), dtype=np.uint8)).resize((60, 50), Image.BICUBIC)
smooth.save("image.png")
expected = {}


def randomise(model):
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            norm = "norm" in name and name.endswith("weight")
            parameter.copy_(torch.randn_like(parameter) * 0.15 + (1 if norm else 0))
    return model.eval()


def keep(name, model, pixels):
    pixels = pixels.clone().requires_grad_()
    output = model(pixels)
    logits = output if isinstance(output, torch.Tensor) else output.logits
    (gradient,) = torch.autograd.grad(logits[0, 0], pixels)
    product = (pixels * gradient).sum(1)[0]
    patches = product.reshape(4, 8, 4, 8).sum((1, 3))
    expected[name] = {"logits": logits[0].tolist(), "inputXGradient": patches.flatten().tolist()}


def hugging_face(name, processor, image, **settings):
    config = ViTConfig(hidden_size=24, num_hidden_layers=2, num_attention_heads=2, intermediate_size=48, image_size=32,
                       patch_size=8, **settings)
    model = randomise(ViTForImageClassification(config))
    model.save_pretrained(name)
    processor.save_pretrained(name)
    keep(name, model, processor(image, return_tensors="pt")["pixel_values"])


def of_timm(name, image, classes, channels):
    model = randomise(timm.create_model("vit_tiny_patch16_224", embed_dim=24, depth=2, num_heads=2, img_size=32,
                                        patch_size=8, num_classes=classes, in_chans=channels))
    os.makedirs(name, exist_ok=True)
    save_file(model.state_dict(), name + "/model.safetensors")
    settings = {"input_size": [3, 32, 32], "interpolation": "bicubic", "crop_pct": 0.9, "mean": [0.5, 0.5, 0.5],
                "std": [0.5, 0.5, 0.5]}
    with open(name + "/config.json", "w") as file:
        json.dump({"architecture": "vit_tiny_patch16_224", "num_classes": classes,
                   "model_args": {"num_heads": 2, "img_size": 32}, "pretrained_cfg": settings}, file, indent=1)
    transform = create_transform(**resolve_data_config(
        pretrained_cfg={**settings, "mean": [0.5] * channels, "std": [0.5] * channels}), is_training=False)
    keep(name, model, transform(image)[None])


size = {"height": 32, "width": 32}
colour = ViTImageProcessorPil(size=size)
grey = ViTImageProcessorPil(size=size, image_mean=[0.4], image_std=[0.3])
hugging_face("hf-one-output", colour, smooth, id2label={0: "pneumonia"})
hugging_face("hf-regression", colour, smooth, num_labels=3, problem_type="regression")
hugging_face("hf-grey", grey, smooth.convert("L"), num_channels=1, num_labels=3)
of_timm("timm-one-output", smooth, 1, 3)
of_timm("timm-grey", smooth.convert("L"), 3, 1)

# transformers 5 writes the settings of a processor of several parts nested, and prefers them to the older file.
with open("hf-grey/preprocessor_config.json") as file:
    nested = json.load(file)
with open("hf-grey/processor_config.json", "w") as file:
    json.dump({"image_processor": nested, "processor_class": None}, file, indent=1)
with open("hf-grey/preprocessor_config.json", "w") as file:
    json.dump({**nested, "image_mean": [0.1], "resample": 0}, file, indent=1)
with open("expected.json", "w") as file:
    json.dump(expected, file, indent=1)
