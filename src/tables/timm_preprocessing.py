"""Writes how timm prepares images for each architecture, for checkpoints whose config.json does not say it.

    python src/tables/timm_preprocessing.py src/main/resources/io/heatlens/vit/family/timm/timm-preprocessing.json

Written with timm 1.0.29.
"""

import json
import sys

import timm
from timm.models import get_pretrained_cfg, model_entrypoint

MODULES = {"vision_transformer", "deit", "eva", "beit", "vision_transformer_relpos", "swin_transformer", "swin_transformer_v2"}

NAMES = ("input_size", "interpolation", "crop_pct", "crop_mode", "mean", "std")

lines = []
for name in timm.list_models():
    config = get_pretrained_cfg(name)
    if model_entrypoint(name).__module__.split(".")[-1] in MODULES and config is not None:
        lines.append(json.dumps(name) + ": " + json.dumps({key: getattr(config, key) for key in NAMES}))
with open(sys.argv[1], "w") as file:
    file.write("{\n" + ",\n".join(lines) + "\n}\n")
