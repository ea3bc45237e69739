#!/usr/bin/env python3
"""Writes the files beside this script with torch (made with 2.13): recipe.py

Small state dicts in the forms in which people save them. The tensors of most files are the same: cls_token (1,1,4),
pos_embed (1,3,4), head.weight (2,4), head.bias (2), counted up through the model in steps of 0.5.
pytorch_model.bin holds the weights of ../golden/models/hf-vit.
"""
import argparse, collections, datetime, io, pathlib, pickle, sys, types
from pathlib import Path
import numpy as np
import torch
from torch import nn

HERE = Path(__file__).parent


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.cls_token = nn.Parameter(torch.zeros(1, 1, 4))
        self.pos_embed = nn.Parameter(torch.zeros(1, 3, 4))
        self.head = nn.Linear(4, 2)
        with torch.no_grad():
            count = 0
            for parameter in (self.cls_token, self.pos_embed, self.head.weight, self.head.bias):
                parameter.copy_(torch.arange(count, count + parameter.numel()).reshape(parameter.shape) / 2)
                count += parameter.numel()

    def forward(self, x):
        return self.head((self.cls_token + self.pos_embed + x).mean(1))


def foreign(module, name, base=object):
    """A class that a library which is not installed here would have."""
    parts = module.split(".")
    for i in range(1, len(parts) + 1):
        sys.modules.setdefault(".".join(parts[:i]), types.ModuleType(".".join(parts[:i])))
    made = type(name, (base,), {"__module__": module})
    setattr(sys.modules[module], name, made)
    return made


def save(value, name, **options):
    torch.save(value, HERE / name, **options)


def prefixed(prefix, tensors):
    return collections.OrderedDict((prefix + key, value) for key, value in tensors.items())


def trained():
    model = Net()
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.0)
    model(torch.zeros(1, 1, 4)).sum().backward()
    optimizer.step()
    return Net(), optimizer


model, optimizer = trained()
plain = model.state_dict()
double = {key: 2 * value for key, value in plain.items()}

# torch.save(model.state_dict()), in the format since 1.6, in the one before, and with another protocol of pickle
save(plain, "state-dict.pth")
save(plain, "state-dict-legacy.pth", _use_new_zipfile_serialization=False)
save(plain, "state-dict-protocol-5.pt", pickle_protocol=5)
save(dict(model.named_parameters()), "parameters.pt")

# every type, and every kind of view
base = torch.arange(24, dtype=torch.float32)
views = {
    "F64": base[:4].double() / 3, "F32": base[:4] / 4, "F16": base[:4].half() / 4, "BF16": base[:4].bfloat16() / 4,
    "I64": base[:4].long(), "I32": base[:4].int(), "I16": base[:4].short(), "I8": base[:4].char(),
    "U8": base[:4].byte(), "BOOL": base[:4] > 1, "C64": base[:4].to(torch.complex64),
    "U16": base[:4].to(torch.uint16), "F8_E4M3": base[:4].to(torch.float8_e4m3fn), "F8_E5M2": base[:4].to(torch.float8_e5m2),
    "transposed": base.reshape(4, 6).t(), "sliced": base.reshape(4, 6)[1:3, 2:5], "tied": base.reshape(6, 4),
    "channels-last": base.reshape(2, 3, 2, 2).contiguous(memory_format=torch.channels_last),
    "transposed-half": base.reshape(4, 6).bfloat16().t(), "scalar": torch.tensor(2.5), "empty": torch.zeros(0, 3),
    "stretched": torch.ones(1).expand(3),
}
fits = {key: value for key, value in views.items() if key != "stretched"}
save(fits, "views.pt")
save(fits, "views-legacy.pt", _use_new_zipfile_serialization=False)
save({"stretched": views["stretched"]}, "stretched.pt")

# timm's train.py
save({
    "epoch": 3, "arch": "vit_tiny_patch16_224", "state_dict": plain, "optimizer": optimizer.state_dict(), "version": 2,
    "args": argparse.Namespace(model="vit_tiny_patch16_224", lr=0.1, mean=None, device=torch.device("cpu"), output=pathlib.PurePosixPath("/out")),
    "amp_scaler": {"scale": 65536.0, "growth_factor": 2.0, "backoff_factor": 0.5, "growth_interval": 2000, "_growth_tracker": 3},
    "state_dict_ema": double, "metric": np.float64(71.5),
}, "model_best.pth.tar")

# Lightning
attributes = foreign("lightning.fabric.utilities.data", "AttributeDict", dict)
omega = foreign("omegaconf.dictconfig", "DictConfig")()
omega.__dict__.update(_metadata=None, _content={"lr": 0.1})
save({
    "epoch": 1, "global_step": 10, "pytorch-lightning_version": "2.5.0",
    "state_dict": {**prefixed("model.", plain), "criterion.weight": torch.ones(2), "val_acc.total": torch.tensor(3)},
    "loops": {"fit_loop": {"state_dict": {}, "epoch_progress": {"total": {"ready": 1}}}},
    "callbacks": {"ModelCheckpoint{'monitor': 'val'}": {"best_model_score": torch.tensor(0.5), "best_model_path": "/a"}},
    "optimizer_states": [optimizer.state_dict()], "lr_schedulers": [{"base_lrs": [0.1], "_step_count": 1}],
    "hparams_name": "kwargs", "hyper_parameters": attributes({
        "path": pathlib.PurePosixPath("/data"), "size": torch.Size([2, 3]), "dtype": torch.float16, "lr": np.float32(0.5),
        "counts": collections.Counter("aab"), "nested": collections.defaultdict(dict, {"a": {}}), "classes": {1, 2},
        "frozen": frozenset([1]), "bytes": b"abc", "big": 2 ** 70, "array": np.arange(3.0), "queue": collections.deque([1], 3),
        "when": datetime.timedelta(seconds=1), "mix": 1j, "layout": torch.strided, "config": omega, "range": range(3)}),
}, "lightning.ckpt")

# wrappers
save(prefixed("module.", plain), "data-parallel.pth")
save(prefixed("module._orig_mod.", plain), "compiled-and-parallel.pth")
save({"model": prefixed("_orig_mod.", plain), "epoch": 2, "best": torch.tensor(0.5)}, "compiled.pth")
save(torch.optim.swa_utils.AveragedModel(model).state_dict(), "averaged.pth")
save({"model_state_dict": plain, "loss": 0.5}, "model-state-dict.pth")
save({"model_ema": double}, "only-averages.pth")
save({"backbone." + key if "head" not in key else key.replace("head", "fc"): value for key, value in plain.items()}, "backbone.pth")
save({"student": plain, "teacher": double}, "other-keys.pth")

# what is refused
save(nn.Sequential(nn.Linear(2, 2)), "module.pth")
save(nn.Sequential(nn.Linear(2, 2)), "module-legacy.pth", _use_new_zipfile_serialization=False)
torch.jit.script(nn.Linear(2, 2)).save(str(HERE / "script.pt"))
save({"weight": torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)}, "quantised.pt")
save({"weight": torch.eye(2).to_sparse()}, "sparse.pt")
save({"weight": torch.ones(2, device="meta")}, "meta.pt")
save([torch.ones(2)], "list.pt")


class Attack:
    def __reduce__(self):
        import os
        return os.system, ("touch /tmp/heatlens-was-here",)


save({"weight": torch.ones(2), "x": Attack()}, "system.pth")
save({"weight": torch.ones(2), "x": Attack()}, "system-legacy.pth", _use_new_zipfile_serialization=False)
(HERE / "plain.pt").write_bytes(pickle.dumps({"weight": [1.0]}))

# the golden model
from safetensors.torch import load_file
save(collections.OrderedDict(load_file(HERE.parent / "golden/models/hf-vit/model.safetensors")), "pytorch_model.bin")

# the names of tensors in the modules of transformers 5.18 and in the files that save_pretrained writes
import json, tempfile
import transformers
small = dict(hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, image_size=32, patch_size=16)
swin = dict(embed_dim=8, depths=[1, 1], num_heads=[1, 2], window_size=2, image_size=32)
names = {}
for kind, architecture, settings in (
        ("vit", "ViTForImageClassification", small), ("deit", "DeiTForImageClassification", small),
        ("dinov2", "Dinov2ForImageClassification", small),
        ("dinov2_with_registers", "Dinov2WithRegistersForImageClassification", small),
        ("beit", "BeitForImageClassification", dict(small, use_relative_position_bias=True)),
        ("beit", "BeitForImageClassification", dict(small, use_shared_relative_position_bias=True)),
        ("ijepa", "IJepaForImageClassification", small), ("swin", "SwinForImageClassification", swin),
        ("swinv2", "Swinv2ForImageClassification", swin)):
    made = getattr(transformers, architecture)(transformers.AutoConfig.for_model(kind, **settings))
    folder = tempfile.mkdtemp()
    made.save_pretrained(folder)
    pair = names.setdefault(kind, {"module": [], "file": []})
    pair["module"] = sorted(set(pair["module"]) | set(made.state_dict()))
    pair["file"] = sorted(set(pair["file"]) | set(load_file(folder + "/model.safetensors")))
(HERE / "transformers-names.json").write_text(json.dumps(names, indent=1))
