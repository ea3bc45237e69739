package io.heatlens.vit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;

import org.springframework.core.io.ClassPathResource;

/**
 * Operations that PyTorch has and DJL does not name, from a TorchScript module without
 * weights: {@code src/kernels/kernels.py}. Their results have no gradient and cannot be
 * part of a graph; a {@link NDArray#duplicate() copy} can. Of a bfloat16 array only the
 * handle may be passed on: DJL knows no such type.
 */
final class Kernels {

	private final PtSymbolBlock module;

	/**
	 * Loads the module.
	 * @param manager that it lives as long as
	 */
	Kernels(NDManager manager) {
		try (InputStream in = new ClassPathResource("kernels.pt", Kernels.class).getInputStream()) {
			this.module = JniUtils.loadModule((PtNDManager) manager, in, false, false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Fused multi-head attention (Dao et al. 2022, FlashAttention).
	 * @param qkv queries, already divided by the root of the head size, keys and values,
	 * shape (batch, tokens, 3 dim)
	 * @param heads how many
	 * @return the concatenated heads, shape (batch, tokens, dim)
	 */
	NDArray attention(NDArray qkv, int heads) {
		return run("attention", qkv, IValue.from((PtNDArray) qkv), IValue.from(heads));
	}

	/**
	 * A linear layer whose weights are packed.
	 * @param x shape (..., in)
	 * @param packed shape (out, in)
	 * @param bias shape (out)
	 * @return shape (..., out)
	 */
	NDArray linear(NDArray x, NDArray packed, NDArray bias) {
		return run("linear", x, IValue.from((PtNDArray) x), IValue.from((PtNDArray) packed),
				IValue.from((PtNDArray) bias));
	}

	/**
	 * Lays weights out as oneDNN reads them fastest.
	 * @param weight shape (out, in)
	 * @param rows how many rows of input are usual
	 * @return that only {@link #linear} understands
	 */
	NDArray pack(NDArray weight, long rows) {
		return run("pack", weight, IValue.from((PtNDArray) weight), IValue.from(rows));
	}

	NDArray bfloat16(NDArray x) {
		return run("bfloat16", x, IValue.from((PtNDArray) x));
	}

	NDArray float32(NDArray x) {
		return run("float32", x, IValue.from((PtNDArray) x));
	}

	// The result lives as long as the first input.
	private NDArray run(String method, NDArray first, IValue... inputs) {
		try (IValue result = IValueUtils.runMethod(this.module, method, inputs)) {
			return result.toNDList((PtNDManager) first.getManager()).singletonOrThrow();
		}
		finally {
			Arrays.stream(inputs).forEach(IValue::close);
		}
	}

}
