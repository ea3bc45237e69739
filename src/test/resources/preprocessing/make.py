"""Makes cases.json and expected.safetensors: what transformers and timm make of a photograph.

Run in this folder with torch 2.13, torchvision, transformers 5.18, timm 1.0.29 and Pillow.
"""

import json

import numpy as np
import torch
from PIL import Image
from safetensors.numpy import save_file
from timm.data import create_transform, resolve_data_config
from transformers import (
    BeitImageProcessorPil,
    BitImageProcessorPil,
    CLIPImageProcessorPil,
    DINOv3ViTImageProcessor,
    SiglipImageProcessorPil,
    ViTImageProcessorPil,
)

PHOTO = Image.open("../golden/images/preprocess/chelsea.png").convert("RGB")

PROCESSORS = {
    "Beit": BeitImageProcessorPil,
    "Bit": BitImageProcessorPil,
    "CLIP": CLIPImageProcessorPil,
    "DINOv3ViT": DINOv3ViTImageProcessor,
    "Siglip": SiglipImageProcessorPil,
    "ViT": ViTImageProcessorPil,
}

HUGGING_FACE = [
    {"image_processor_type": "SiglipImageProcessor", "size": {"height": 40, "width": 48}},
    {"image_processor_type": "SiglipImageProcessorFast", "size": {"height": 40, "width": 48}, "resample": 2},
    {"image_processor_type": "BeitImageProcessor", "size": {"height": 40, "width": 48}},
    {"feature_extractor_type": "BeitFeatureExtractor", "size": 72, "do_center_crop": True, "crop_size": 49},
    {"image_processor_type": "DINOv3ViTImageProcessorFast", "size": {"height": 40, "width": 48}},
    {"image_processor_type": "DINOv3ViTImageProcessor", "size": {"height": 330, "width": 24}, "resample": 3},
    {"image_processor_type": "DINOv3ViTImageProcessor", "size": {"height": 40, "width": 48}, "do_center_crop": True,
     "crop_size": {"height": 30, "width": 25}},
    {"image_processor_type": "ViTImageProcessor", "size": {"height": 40, "width": 48}, "resample": 0},
    {"image_processor_type": "ViTImageProcessor", "size": {"height": 40, "width": 48}, "resample": 1},
    {"image_processor_type": "ViTImageProcessor", "size": {"height": 40, "width": 48}, "resample": 4},
    {"image_processor_type": "ViTImageProcessor", "size": {"height": 40, "width": 48}, "resample": 5},
    {"image_processor_type": "ViTImageProcessor", "size": {"height": 340, "width": 480}, "resample": 1},
    {"image_processor_type": "ViTImageProcessor", "size": {"height": 340, "width": 480}, "resample": 4},
    {"image_processor_type": "ViTImageProcessor", "size": {"height": 340, "width": 480}, "resample": 5},
    {"image_processor_type": "ViTImageProcessor", "size": {"height": 40, "width": 48}, "do_normalize": False},
    {"image_processor_type": "ViTImageProcessor", "size": {"height": 40, "width": 48}, "do_rescale": False,
     "image_mean": [120, 110, 100], "image_std": [60, 70, 80]},
    {"image_processor_type": "ViTImageProcessor", "size": {"height": 40, "width": 48}, "image_mean": 0.4,
     "image_std": 0.3, "rescale_factor": 0.01},
    {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 40},
     "crop_size": {"height": 48, "width": 64}},
    {"image_processor_type": "BitImageProcessor", "size": {"shortest_edge": 40},
     "crop_size": {"height": 48, "width": 30}},
]

GREY = [
    {"image_processor_type": "ViTImageProcessor", "size": {"height": 40, "width": 48}, "image_mean": [0.4],
     "image_std": [0.3]},
    {"image_processor_type": "ViTImageProcessor", "size": {"height": 40, "width": 48}, "image_mean": 0.5,
     "image_std": 0.5, "resample": 3},
]

TIMM = [
    {"input_size": [3, 40, 48], "crop_mode": "border", "crop_pct": 1.0, "interpolation": "bicubic"},
    {"input_size": [3, 48, 48], "crop_mode": "border", "crop_pct": 0.9, "interpolation": "bilinear",
     "mean": [0.2, 0.5, 0.7], "std": [0.5, 0.5, 0.5]},
    {"input_size": [3, 48, 48], "crop_pct": 1.2},
    {"input_size": [3, 48, 48], "crop_pct": 1.2, "crop_mode": "squash"},
    {"input_size": [3, 48, 48], "interpolation": "lanczos"},
    {"input_size": [3, 48, 48], "interpolation": "box"},
    {"input_size": [3, 48, 48], "interpolation": "hamming"},
    {"input_size": [3, 40, 48], "interpolation": "hamming"},
    {},
    {"input_size": [1, 48, 48], "mean": [0.4], "std": [0.3], "crop_mode": "border", "crop_pct": 1.0},
]


def hugging_face(config, photo):
    name = config.get("image_processor_type", config.get("feature_extractor_type"))
    name = name.replace("ImageProcessor", "").replace("Fast", "").replace("FeatureExtractor", "")
    settings = {key: value for key, value in config.items() if not key.endswith("_type")}
    return PROCESSORS[name](**settings)(photo, return_tensors="pt")["pixel_values"][0]


def timm(config, photo):
    return create_transform(**resolve_data_config(pretrained_cfg=config or {"tag": "none"}), is_training=False)(photo)


cases, expected = [], {}


def add(reader, config, channels, pixels):
    name = str(len(cases))
    cases.append({"reader": reader, "config": config, "channels": channels, "expected": name})
    assert pixels.shape[0] == channels
    expected[name] = np.ascontiguousarray(pixels.to(torch.float32).numpy())


for each in HUGGING_FACE:
    add("hf", each, 3, hugging_face(each, PHOTO))
for each in GREY:
    add("hf", each, 1, hugging_face(each, PHOTO.convert("L")))
for each in TIMM:
    channels = each.get("input_size", [3])[0]
    add("timm", each, channels, timm(each, PHOTO if channels == 3 else PHOTO.convert("L")))

# Of large inputs, every 31st value is enough.
for case in cases:
    values = expected[case["expected"]].reshape(-1)
    case["step"] = 31 if values.size > 10_000 else 1
    expected[case["expected"]] = values[:: case["step"]].copy()
save_file(expected, "expected.safetensors")
with open("cases.json", "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
