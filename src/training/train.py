"""Trains the embedded model fashion-scenes; see src/main/resources/models/fashion-scenes/README.md.

    mvn -q test-compile
    nice python3 src/training/train.py --export src/main/resources/models/fashion-scenes

Boxes are never used here: the explanations are measured against them.
"""

import argparse
import copy
import itertools
import math
import os
import time
from dataclasses import dataclass

import torch
import torch.nn.functional as F

import export
from scenes import Scenes, prepare
from vit import VisionTransformer


@dataclass(frozen=True)
class Stage:
    """Part of the schedule: scenes of one kind, and the learning rate's way from start to end."""
    steps: int
    size: int  # width and height of the scenes; items are from smallest to largest
    smallest: int
    largest: int
    two: float  # share of scenes with two items
    keep: float  # share of the patches that a step sees
    reset: float  # share of scenes whose class token starts anew at the last block
    even: float  # weight of the penalty on uneven reading by the class token in the last block
    rates: tuple


STAGES = {
    "small": Stage(4000, 40, 34, 40, 0.0, 1.0, 0.0, 0.0, (1.5e-3, 1.1e-3)),
    "medium": Stage(500, 64, 34, 60, 0.0, 0.6, 0.0, 0.0, (1e-3, 1e-3)),
    "scenes": Stage(1700, 96, 36, 64, 0.5, 0.5, 0.5, 0.1, (1e-3, 7e-4)),
    "final": Stage(1150, 96, 36, 64, 0.6, 0.75, 0.5, 0.1, (7e-4, 1e-5)),
}
BATCH = 128


def optimizers(model):
    """Muon (Jordan et al. 2024) for the blocks' matrices, AdamW for everything else."""
    matrices = [p for name, p in model.named_parameters() if name.startswith("blocks.") and p.ndim == 2]
    others = [p for name, p in model.named_parameters() if not name.startswith("blocks.") or p.ndim != 2]
    return [torch.optim.Muon(matrices, weight_decay=0.05, adjust_lr_fn="match_rms_adamw"),
            torch.optim.AdamW([{"params": [p for p in others if p.ndim in (2, 4)], "weight_decay": 0.05},
                               {"params": [p for p in others if p.ndim not in (2, 4)], "weight_decay": 0.0}],
                              betas=(0.9, 0.98))]


def train(args, model, stage, number):
    model.resize_positions(stage.size)
    average = copy.deepcopy(model)
    steppers = optimizers(model)
    scenes = Scenes(args, "train", args.seed + number, stage.size, stage.smallest, stage.largest, stage.two, BATCH)
    started, shown = time.time(), 0.0
    for step, (pixels, present, _) in enumerate(scenes, 1):
        for group in itertools.chain(*(stepper.param_groups for stepper in steppers)):
            group["lr"] = rate(stage, step)
        loss = loss_of(model, stage, pixels, present)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for stepper in steppers:
            stepper.step()
            stepper.zero_grad()
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(model.parameters()),
                                 1 - min(0.999, step / (step + 9)))
        shown += loss.item()
        if step % 100 == 0:
            minutes = (time.time() - started) / 60
            print(f"stage {number} step {step} loss {shown / 100:.4f} minutes {minutes:.1f}", flush=True)
            shown = 0.0
        if step % 500 == 0 or step == stage.steps:
            save(args, model, average, stage, number)
        if step == stage.steps:
            break
    scenes.close()
    return average


def rate(stage, step):
    start, end = stage.rates
    return min(1, step / 100) * (end + (start - end) * (1 + math.cos(math.pi * (step - 1) / stage.steps)) / 2)


def loss_of(model, stage, pixels, present):
    with torch.autocast("cpu", torch.bfloat16):
        logits, read = model.train_step(prepare(pixels), stage.keep, stage.reset)
    loss = F.cross_entropy(logits.float(), present / present.sum(1, keepdim=True))
    if stage.even and model.pool == "token":
        # Where the class token reads everywhere alike, a patch that is no evidence must say so itself.
        loss = loss - stage.even * (read.float() * read.shape[-1] + 1e-6).log().mean()
    return loss


def save(args, model, average, stage, number):
    print(f"stage {number} top-1 and recall: {accuracy(args, average, stage)}", flush=True)
    state = {"model": model.state_dict(), "average": average.state_dict()}
    path = os.path.join(args.checkpoints, f"stage-{number}.pt")
    torch.save(state, path + ".new")
    os.replace(path + ".new", path)


@torch.no_grad()
def accuracy(args, model, stage, count=1000, seed=1):
    """Top-1 on single items, and recall at 2 on scenes of two items, both of the test split."""
    found = []
    for two in (0.0, 1.0) if stage.two else (0.0,):
        scenes = Scenes(args, "t10k", seed, stage.size, stage.smallest, stage.largest, two, 250, count)
        hits = total = 0
        for pixels, present, _ in scenes:
            best = model(prepare(pixels)).topk(1 + int(two)).indices
            hits += present.gather(1, best).sum().item()
            total += present.sum().item()
        found.append(round(hits / total, 4))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--classes", default="target/test-classes", help="where SceneStream is compiled to")
    parser.add_argument("--data", default="/usr/share/datasets/fashion-mnist")
    parser.add_argument("--checkpoints", default="/tmp/training/run")
    parser.add_argument("--export", default="", help="folder for config.json and model.safetensors")
    parser.add_argument("--stages", default=",".join(STAGES))
    parser.add_argument("--init", default="", help="checkpoint to start from")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--dim", type=int, default=192)
    parser.add_argument("--depth", type=int, default=5)
    parser.add_argument("--heads", type=int, default=3)
    parser.add_argument("--pool", default="token", choices=["token", "avg"])
    parser.add_argument("--registers", type=int, default=0)
    args = parser.parse_args()
    os.makedirs(args.checkpoints, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    names = list(STAGES)
    stages = args.stages.split(",")
    model = VisionTransformer(STAGES[stages[0]].size, args.dim, args.depth, args.heads, pool=args.pool,
                              registers=args.registers)
    if args.init:
        export.load(model, torch.load(args.init)["model"])
    averages = [train(args, model, STAGES[name], names.index(name)) for name in stages]
    best = averages[-1]
    if stages[-2:] == ["scenes", "final"]:
        # Between the two ends lies a model nearly as right as the last, whose gradients say more (see the model card).
        best = between(averages[-2], best, 0.6)
    if args.export:
        export.write(best, STAGES[stages[-1]].size, args.heads, args.export)


@torch.no_grad()
def between(earlier, later, share):
    """Interpolates weights (Wortsman et al. 2022)."""
    for first, second in zip(earlier.parameters(), later.parameters()):
        first.lerp_(second, share)
    return earlier


if __name__ == "__main__":
    main()
