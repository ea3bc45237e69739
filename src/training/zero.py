"""Moves the zero point of the last block's norm1 without changing what a checkpoint computes.

    nice python3 src/training/zero.py --model FOLDER --export src/main/resources/models/fashion-scenes

Grad-CAM weighs the activations behind norm1 by their channels' mean gradients. Where those activations have their zero
is arbitrary: a vector taken from norm1's bias and given back through qkv's leaves every logit as it is, but adds the
same amount to every patch of a map. Training left it where the background of a scene counts as evidence. Here it is
put where three quarters of a scene's patches, on average, are none (items cover about a quarter). Known are training
scenes and their labels; boxes are not used.
"""

import argparse

import torch

import export
from evaluate import logits_from
from scenes import Scenes, prepare

SHARE = 0.75  # of a scene's patches that shall be no evidence


def captures(args, model, site):
    """Activations (n, patches, dim), their gradients' means (n, dim) and the classes of every item of 300 scenes."""
    activations, weights, classes = [], [], []
    for pixels, _, items in Scenes(args, "train", 777, 96, 36, 64, 0.6, 50, 300):
        for column in (0, 1):
            there = items[:, column, 0] < 10
            if not there.any():
                continue
            own = torch.from_numpy(items[there, column, 0])
            with torch.no_grad():
                x = model.embed(prepare(pixels[torch.from_numpy(there)]))
                for block in model.blocks[:site]:
                    x = block(x)
                normed = model.blocks[site].norm1(x)
            normed.requires_grad_(True)
            scores = logits_from(model, site, normed, x, False).gather(1, own[:, None])
            gradient, = torch.autograd.grad(scores.sum(), normed)
            activations.append(normed.detach()[:, model.prefix:])
            weights.append(gradient[:, model.prefix:].mean(1))
            classes.append(own)
    return torch.cat(activations), torch.cat(weights), torch.cat(classes)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True)
    parser.add_argument("--export", required=True)
    parser.add_argument("--classes", default="target/test-classes", help="where SceneStream is compiled to")
    parser.add_argument("--data", default="/usr/share/datasets/fashion-mnist")
    args = parser.parse_args()
    torch.set_num_threads(1)
    model = export.read(args.model).eval()
    site = len(model.blocks) - 1
    activations, weights, classes = captures(args, model, site)
    thresholds = (activations * weights[:, None]).sum(-1).quantile(SHARE, 1)
    # one vector for ten classes: what it takes from each class's mean map is that class's mean threshold
    mean_weights = torch.stack([weights[classes == c].mean(0) for c in range(10)])
    mean_thresholds = torch.stack([thresholds[classes == c].mean() for c in range(10)])
    shift = torch.linalg.lstsq(mean_weights, mean_thresholds[:, None], driver="gelsd").solution[:, 0]
    block = model.blocks[site]
    with torch.no_grad():
        block.attn.qkv.bias += block.attn.qkv.weight @ shift
        block.norm1.bias -= shift
    export.write(model, 96, block.attn.heads, args.export)


if __name__ == "__main__":
    main()
