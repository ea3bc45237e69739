"""Writes the encoder blocks that run where no hook reads a value, as a TorchScript module without weights.

    python src/kernels/kernels.py src/main/resources/io/heatlens/vit/transformer/kernels.pt

Written with PyTorch 2.13.0; libtorch 2.7.1 reads it. Only operations that both know are used.
"""

import sys

import torch
from torch import Tensor


class Kernels(torch.nn.Module):
    @torch.jit.export
    def attention(self, qkv: Tensor, heads: int) -> Tensor:
        """Fused attention of queries that are already scaled: (b, n, 3 d) to (b, n, d)."""
        b, n, d = qkv.shape
        q, k, v = qkv.reshape(b, n, 3, heads, d // 3 // heads).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = torch.nn.functional.scaled_dot_product_attention(q, k, v, scale=1.0)
        return mixed.transpose(1, 2).reshape(b, n, d // 3)

    @torch.jit.export
    def quick_gelu(self, x: Tensor) -> Tensor:
        return x * torch.sigmoid(1.702 * x)

    @torch.jit.export
    def bfloat16(self, x: Tensor) -> Tensor:
        return x.to(torch.bfloat16)

    @torch.jit.export
    def float32(self, x: Tensor) -> Tensor:
        return x.to(torch.float32)

    @torch.jit.export
    def pack(self, weight: Tensor, rows: int) -> Tensor:
        """Lays out the weights of a linear layer as oneDNN wants them, best for that many rows of input."""
        return torch.ops.mkldnn._reorder_linear_weight(weight, rows)


module = torch.jit.script(Kernels())
# in the script's own text, since an empty list of numbers has no type in Python; the order of the twelve weights a block
# is that of Kernels.Weights; x is (b, n, d)
module.define("""
def blocks(self, x: Tensor, weights: List[Tensor], first: int, last: int, heads: int, eps: float, quick: bool) -> Tensor:
    none: List[Optional[number]] = []
    shape = [x.size(2)]
    x = x.to(weights[0].dtype)
    for block in range(first, last):
        i = 12 * block
        normed = torch.layer_norm(x, shape, weights[i], weights[i + 1], eps)
        qkv = torch.ops.mkldnn._linear_pointwise(normed, weights[i + 2], weights[i + 3], "none", none, "")
        mixed = self.attention(qkv, heads)
        x = torch.ops.mkldnn._linear_pointwise(mixed, x, weights[i + 4], weights[i + 5], "add")
        normed = torch.layer_norm(x, shape, weights[i + 6], weights[i + 7], eps)
        if quick:
            hidden = torch.ops.mkldnn._linear_pointwise(normed, weights[i + 8], weights[i + 9], "none", none, "")
            hidden = self.quick_gelu(hidden)
        else:
            hidden = torch.ops.mkldnn._linear_pointwise(normed, weights[i + 8], weights[i + 9], "gelu", none, "none")
        x = torch.ops.mkldnn._linear_pointwise(hidden, x, weights[i + 10], weights[i + 11], "add")
    return self.float32(x)
""")
module.save(sys.argv[1])
