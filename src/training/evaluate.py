"""Accuracy and localisation of a checkpoint on scenes of the test split.

    nice python3 src/training/evaluate.py --model src/main/resources/models/fashion-scenes

Pointing: the hottest patch's centre lies in the item's box. Energy: the share of positive evidence in the box.
Discrimination: in scenes of two items, the map has more of it in its own item's box than in the other's.
"""

import argparse

import numpy as np
import torch
import torch.nn.functional as F

import export
from scenes import Scenes, prepare

PATCH = 8


def norm(layer, x, pruned):
    if not pruned:
        return layer(x)
    centred = x - x.mean(-1, keepdim=True)
    deviation = (x.var(-1, keepdim=True, unbiased=False) + layer.eps).sqrt().detach()
    return centred / deviation * layer.weight + layer.bias


def attend(layer, x, pruned):
    q, k, v = layer.split(x)
    weights = layer.weights(q, k)
    weights = weights.detach() if pruned else weights
    return layer.proj((weights @ v).transpose(1, 2).reshape(x.shape))


def feed(layer, x, pruned):
    x = layer.fc1(x)
    gate = (1 + torch.erf(x / 2 ** 0.5)) / 2
    return layer.fc2(x * (gate.detach() if pruned else gate))


def logits_from(model, site, normed, x, pruned):
    """The rest of the network behind blocks[site].norm1, whose output is given."""
    for number in range(site, len(model.blocks)):
        block = model.blocks[number]
        x = x + attend(block.attn, normed if number == site else norm(block.norm1, x, pruned), pruned)
        x = x + feed(block.mlp, norm(block.norm2, x, pruned), pruned)
    if model.pool == "token":
        return model.head(norm(model.norm, x[:, 0], pruned))
    return model.head(norm(model.fc_norm, x[:, model.prefix:].mean(1), pruned))


def maps(model, pixels, classes, site, pruned):
    """Raw maps (scenes, patches) by method, at blocks[site].norm1."""
    with torch.no_grad():
        x = model.embed(prepare(pixels))
        for block in model.blocks[:site]:
            x = block(x)
        normed = model.blocks[site].norm1(x)
    normed.requires_grad_(True)
    logits = logits_from(model, site, normed, x, pruned)
    gradient, = torch.autograd.grad(logits.gather(1, classes[:, None]).sum(), normed)
    g, a = gradient[:, model.prefix:], normed.detach()[:, model.prefix:]
    return {"grad-cam": (g.mean(1, keepdim=True) * a).sum(-1), "hires-cam": (g * a).sum(-1),
            "layer-cam": (g.clamp(min=0) * a).sum(-1), "grad-cam-elementwise": (g * a).clamp(min=0).sum(-1)}


def baselines(pixels, generator):
    count, size = pixels.shape[:2]
    grid = size // PATCH
    grey = pixels.float().mean(-1)
    edges = F.pad((grey[:, :, 1:] - grey[:, :, :-1]).abs(), (0, 1)) + F.pad(
        (grey[:, 1:] - grey[:, :-1]).abs(), (0, 0, 0, 1))
    edges = F.avg_pool2d(edges[:, None], PATCH).flatten(1)
    axis = torch.arange(grid) - (grid - 1) / 2
    blob = torch.exp(-(axis[:, None] ** 2 + axis ** 2) / (2 * (grid / 6) ** 2)).flatten().expand(count, -1)
    return {"random": torch.rand(count, grid * grid, generator=generator), "centre": blob, "edges": edges}


def shares(boxes, size):
    """The share of each patch's area that lies in a box (scenes, 4)."""
    start = np.arange(0, size, PATCH)
    x, y, width, height = boxes.T[:, :, None]
    across = np.clip(np.minimum(start + PATCH, x + width) - np.maximum(start, x), 0, PATCH) / PATCH
    down = np.clip(np.minimum(start + PATCH, y + height) - np.maximum(start, y), 0, PATCH) / PATCH
    return (down[:, :, None] * across[:, None]).reshape(len(boxes), -1)


def measure(raw, own, other):
    """Three columns (scenes, 3): pointing, energy, discrimination."""
    raw = raw.double().numpy()
    size = PATCH * round(raw.shape[1] ** 0.5)
    best = raw.argmax(1)
    px, py = best % (size // PATCH) * PATCH + PATCH / 2, best // (size // PATCH) * PATCH + PATCH / 2
    x, y, width, height = own.T
    pointing = (px >= x) & (px < x + width) & (py >= y) & (py < y + height)
    positive = raw.clip(0)
    total = positive.sum(1) + 1e-12
    inside = (positive * shares(own, size)).sum(1) / total
    elsewhere = (positive * shares(other, size)).sum(1) / total
    return np.stack([pointing, inside, inside > elsewhere], 1)


def localise(args, model, count, seed, sites):
    size = PATCH * round((model.pos_embed.shape[1] - model.prefix) ** 0.5)
    scenes = Scenes(args, "t10k", seed, size, 36, 64, 1.0, 100, count)
    generator = torch.Generator().manual_seed(seed)
    found = {}
    for pixels, _, items in scenes:
        for mine in (0, 1):
            own, other = items[:, mine, 1:], items[:, 1 - mine, 1:]
            classes = torch.from_numpy(items[:, mine, 0])
            for name, raw in baselines(pixels, generator).items():
                found.setdefault(name, []).append(measure(raw, own, other))
            for site in sites:
                for pruned in (False, True):
                    for name, raw in maps(model, pixels, classes, site, pruned).items():
                        name = f"{name} blocks[{site}].norm1{' pruned' if pruned else ''}"
                        found.setdefault(name, []).append(measure(raw, own, other))
    return {name: np.concatenate(rows).mean(0) for name, rows in found.items()}


@torch.no_grad()
def accuracy(args, model, count, seed):
    size = PATCH * round((model.pos_embed.shape[1] - model.prefix) ** 0.5)
    found = []
    for two in (0.0, 1.0):
        hits = total = 0
        for pixels, present, _ in Scenes(args, "t10k", seed, size, 36, 64, two, 100, count):
            best = model(prepare(pixels)).topk(1 + int(two)).indices
            hits += present.gather(1, best).sum().item()
            total += present.sum().item()
        found.append(hits / total)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--classes", default="target/test-classes", help="where SceneStream is compiled to")
    parser.add_argument("--data", default="/usr/share/datasets/fashion-mnist")
    parser.add_argument("--model", default="src/main/resources/models/fashion-scenes")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--accuracy-count", type=int, default=5000)
    parser.add_argument("--seeds", default="1,2")
    parser.add_argument("--sites", default="", help="block numbers; all where empty")
    args = parser.parse_args()
    model = export.read(args.model).eval()
    sites = [int(site) for site in args.sites.split(",") if site] or range(len(model.blocks))
    for seed in map(int, args.seeds.split(",")):
        if args.accuracy_count:
            single, pair = accuracy(args, model, args.accuracy_count, seed)
            print(f"seed {seed}: single-item top-1 {single:.4f}, two-item recall@2 {pair:.4f}", flush=True)
        print(f"seed {seed}: pointing, energy, discrimination")
        for name, values in localise(args, model, args.count, seed, sites).items():
            print(f"  {name:44s} " + " ".join(f"{value:.3f}" for value in values), flush=True)


if __name__ == "__main__":
    main()
