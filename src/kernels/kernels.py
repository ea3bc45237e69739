"""Writes the encoder blocks that run where no hook reads a value, as a TorchScript module without weights.

    python src/kernels/kernels.py src/main/resources/io/heatlens/vit/transformer/kernels.pt

Written with PyTorch 2.13.0; libtorch 2.7.1 reads it. Only operations that both know are used.
"""

import sys
from typing import Optional

import torch
from torch import Tensor


class Kernels(torch.nn.Module):
    @torch.jit.export
    def turn(self, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        """Rotary positions: turns pairs of channels that lie half a head apart, in float32."""
        first, second = x.chunk(2, dim=-1)
        return (x * cosine + torch.cat([-second, first], dim=-1) * sine).to(x.dtype)

    @torch.jit.export
    def attention(self, qkv: Tensor, heads: int, bias: Optional[Tensor], cosine: Optional[Tensor], sine: Optional[Tensor]) -> Tensor:
        """Fused attention of queries that are already scaled: (b, n, 3 d) to (b, n, d)."""
        b, n, d = qkv.shape
        q, k, v = qkv.reshape(b, n, 3, heads, d // 3 // heads).permute(2, 0, 3, 1, 4).unbind(0)
        if cosine is not None and sine is not None:
            q, k = self.turn(q, cosine, sine), self.turn(k, cosine, sine)
        mixed = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias, scale=1.0)
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
# in the script's own text, since an empty list of numbers has no type in Python; the order of the weights of a block is
# that of FusibleBlock; x is (b, n, d); biases and turns are empty, or hold one tensor or pair for each block
module.define("""
def activated(self, x: Tensor, weight: Tensor, bias: Tensor, activation: str) -> Tensor:
    none: List[Optional[number]] = []
    if activation == "quick_gelu":
        return self.quick_gelu(torch.ops.mkldnn._linear_pointwise(x, weight, bias, "none", none, ""))
    if activation == "tanh_gelu":
        return torch.ops.mkldnn._linear_pointwise(x, weight, bias, "gelu", none, "tanh")
    return torch.ops.mkldnn._linear_pointwise(x, weight, bias, activation, none, "none")
""")
module.define("""
def blocks(self, x: Tensor, weights: List[Tensor], first: int, last: int, heads: int, eps: float, activation: str, gated: bool, normed: List[bool], biases: List[Tensor], turns: List[Tensor]) -> Tensor:
    none: List[Optional[number]] = []
    shape = [x.size(2)]
    x = x.to(weights[0].dtype)
    stride = 12 + 2 * int(gated) + 2 * int(normed[0]) + 2 * int(normed[1])
    bias: Optional[Tensor] = None
    cosine: Optional[Tensor] = None
    sine: Optional[Tensor] = None
    for block in range(first, last):
        i = stride * block
        if len(biases) > 0:
            bias = biases[block]
        if len(turns) > 0:
            cosine = turns[2 * block]
            sine = turns[2 * block + 1]
        y = torch.layer_norm(x, shape, weights[i], weights[i + 1], eps)
        y = torch.ops.mkldnn._linear_pointwise(y, weights[i + 2], weights[i + 3], "none", none, "")
        y = self.attention(y, heads, bias, cosine, sine)
        i += 4
        if normed[0]:
            y = torch.layer_norm(y, shape, weights[i], weights[i + 1], eps)
            i += 2
        x = torch.ops.mkldnn._linear_pointwise(y, x, weights[i], weights[i + 1], "add")
        y = torch.layer_norm(x, shape, weights[i + 2], weights[i + 3], eps)
        i += 4
        hidden = self.activated(y, weights[i], weights[i + 1], activation)
        i += 2
        if gated:
            hidden = hidden * torch.ops.mkldnn._linear_pointwise(y, weights[i], weights[i + 1], "none", none, "")
            i += 2
        if normed[1]:
            hidden = torch.layer_norm(hidden, [hidden.size(2)], weights[i], weights[i + 1], eps)
            i += 2
        x = torch.ops.mkldnn._linear_pointwise(hidden, x, weights[i], weights[i + 1], "add")
    return self.float32(x)
""")
module.save(sys.argv[1])
