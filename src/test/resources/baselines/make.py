"""Computes integrated gradients with other baselines, and attention rollout with one head of the last block.

Run in this folder with torch 2.13, timm 1.0.29, numpy and Pillow. The model and the image are those of
../golden/models/timm-vit; expected.json holds one map per baseline and per head, summed over the pixels of each patch.
"""

import json

import numpy as np
import timm
import torch
import torch.nn.functional as functional
from PIL import Image
from safetensors.torch import load_file

FOLDER = "../golden/models/timm-vit/"
TARGET, SIZE, PATCH, STEPS = 9, 64, 8, 20
MEAN = torch.tensor([0.485, 0.456, 0.406]).reshape(1, 3, 1, 1)
STD = torch.tensor([0.229, 0.224, 0.225]).reshape(1, 3, 1, 1)

model = timm.create_model("vit_tiny_patch16_224", img_size=SIZE, patch_size=PATCH, embed_dim=48, depth=4, num_heads=4,
                          num_classes=10).eval()
model.load_state_dict(load_file(FOLDER + "model.safetensors"))
levels = np.asarray(Image.open(FOLDER + "image-0.png").convert("RGB"), dtype=np.float32)
assert levels.shape == (SIZE, SIZE, 3)
image = torch.from_numpy(levels).permute(2, 0, 1)[None] / 255  # levels from 0 to 1


def normalised(pixels):
    return (pixels - MEAN) / STD


# A convolution in pixel space, divided by the weights that lie on the image.
def blurred(pixels, deviation):
    reach = SIZE - 1
    line = torch.exp(-torch.arange(-reach, reach + 1, dtype=torch.float64) ** 2 / (2 * deviation ** 2))
    kernel = torch.outer(line, line)[None, None]
    channels = pixels.double().transpose(0, 1)
    weights = functional.conv2d(torch.ones_like(channels), kernel, padding=reach)
    return (functional.conv2d(channels, kernel, padding=reach) / weights).transpose(0, 1).float()


def integrated(baseline):
    nodes, weights = np.polynomial.legendre.leggauss(STEPS)
    difference = normalised(image) - baseline
    mean = torch.zeros_like(difference)
    for node, weight in zip((nodes + 1) / 2, weights / 2):
        point = (baseline + float(node) * difference).requires_grad_()
        (gradient,) = torch.autograd.grad(model(point)[0, TARGET], point)
        mean += float(weight) * gradient
    grid = SIZE // PATCH
    return (difference * mean).sum(1).reshape(grid, PATCH, grid, PATCH).sum((1, 3)).flatten().tolist()


def rollout(head):
    attentions = []
    for block in model.blocks:
        block.attn.fused_attn = False
        block.attn.attn_drop.register_forward_hook(lambda module, inputs, output: attentions.append(output.detach()))
    with torch.no_grad():
        model(normalised(image))
    relevance = torch.eye(attentions[0].shape[-1])
    for index, attention in enumerate(attentions[:len(model.blocks)]):
        fused = attention[0, head] if index == len(model.blocks) - 1 else attention[0].mean(0)
        matrix = fused + torch.eye(fused.shape[0])
        relevance = (matrix / matrix.sum(-1, keepdim=True)) @ relevance
    return relevance[0, 1:].tolist()


grey = torch.full_like(image, 0.5)
expected = {
    "mean": integrated(torch.zeros_like(image)),
    "black": integrated(normalised(torch.zeros_like(image))),
    "white": integrated(normalised(torch.ones_like(image))),
    "grey": integrated(normalised(grey)),
    "blur": integrated(normalised(blurred(image, 10 * SIZE / 224))),
    "heads": [rollout(head) for head in range(4)],
}
with open("expected.json", "w") as file:
    json.dump(expected, file)
