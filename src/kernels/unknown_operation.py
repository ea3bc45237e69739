"""Writes a TorchScript module that calls an operation which no libtorch has, for a test of Kernels.load.

    python src/kernels/unknown_operation.py src/test/resources/io/heatlens/vit/transformer/unknown-operation.pt
"""

import sys

import torch
from torch import Tensor

library = torch.library.Library("nowhere", "DEF")
library.define("nothing(Tensor x) -> Tensor")


class Unknown(torch.nn.Module):
    @torch.jit.export
    def nothing(self, x: Tensor) -> Tensor:
        return torch.ops.nowhere.nothing(x)


torch.jit.script(Unknown()).save(sys.argv[1])
