package io.heatlens.vit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ClassPathResource;

/**
 * Operations that PyTorch has and DJL does not name, from a TorchScript module without
 * weights: {@code src/kernels/kernels.py}. Their results have no gradient and cannot be
 * part of a graph; a {@link NDArray#duplicate() copy} can. Of a bfloat16 array only the
 * handle may be passed on: DJL knows no such type.
 */
final class Kernels {

	private static final Logger logger = LoggerFactory.getLogger(Kernels.class);

	private final PtSymbolBlock module;

	private Kernels(PtSymbolBlock module) {
		this.module = module;
	}

	/**
	 * Loads the module.
	 * @param manager that it lives as long as
	 * @return the kernels, or nothing where this platform's libtorch was built without
	 * oneDNN
	 */
	static Optional<Kernels> load(NDManager manager) {
		return load(manager, "kernels.pt");
	}

	static Optional<Kernels> load(NDManager manager, String file) {
		try (InputStream in = new ClassPathResource(file, Kernels.class).getInputStream()) {
			return Optional.of(new Kernels(JniUtils.loadModule((PtNDManager) manager, in, false, false)));
		}
		catch (EngineException ex) {
			logger.info("This libtorch has no oneDNN: models run without fused operations");
			logger.debug("What it lacks", ex);
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Runs encoder blocks with fused attention (Dao et al. 2022, FlashAttention) and
	 * fused linear layers.
	 * @param tokens shape (batch, tokens, dim), float32
	 * @param trunk whose blocks they are
	 * @param from the first
	 * @param to behind the last
	 * @return the tokens after them, float32
	 */
	NDArray blocks(NDArray tokens, Trunk trunk, int from, int to) {
		IValue weights = trunk.weights().list();
		IValue[] inputs = { IValue.from((PtNDArray) tokens), weights, IValue.from((long) from), IValue.from((long) to),
				IValue.from((long) trunk.heads()), IValue.from((double) trunk.epsilon()), IValue.from(trunk.quick()) };
		try {
			return run("blocks", tokens, inputs);
		}
		finally {
			Arrays.stream(inputs).filter((input) -> input != weights).forEach(IValue::close);
		}
	}

	/**
	 * Lays weights out as oneDNN reads them fastest.
	 * @param weight shape (out, in)
	 * @param rows how many rows of input are usual
	 * @return that only {@link #blocks} understands
	 */
	NDArray pack(NDArray weight, long rows) {
		try (IValue first = IValue.from((PtNDArray) weight); IValue second = IValue.from(rows)) {
			return run("pack", weight, first, second);
		}
	}

	NDArray bfloat16(NDArray x) {
		try (IValue input = IValue.from((PtNDArray) x)) {
			return run("bfloat16", x, input);
		}
	}

	/**
	 * Makes a list that the module takes.
	 * @param arrays of any type
	 * @param manager that it lives as long as
	 * @return the list
	 */
	static Weights list(List<NDArray> arrays, NDManager manager) {
		IValue list = IValue.listFrom(arrays.toArray(PtNDArray[]::new));
		manager.attachInternal(list.getUid(), list);
		return new Weights(list);
	}

	// The result lives as long as the first input.
	private NDArray run(String method, NDArray first, IValue... inputs) {
		try (IValue result = IValueUtils.runMethod(this.module, method, inputs)) {
			return result.toNDList((PtNDManager) first.getManager()).singletonOrThrow();
		}
	}

	/**
	 * Arrays as the module takes them.
	 *
	 * @param list of tensors
	 */
	record Weights(IValue list) {
	}

}
