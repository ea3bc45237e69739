package io.heatlens.vit.transformer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.heatlens.engine.DataParallelPool;
import io.heatlens.engine.Libtorch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ClassPathResource;

/**
 * Encoder blocks, and what prepares their weights, from a TorchScript module without
 * weights of its own: {@code src/kernels/kernels.py}. What the module makes may not enter
 * a graph; a copy may. Of a bfloat16 array only the handle may be passed on: DJL knows no
 * such type.
 */
public final class Kernels {

	private static final Logger logger = LoggerFactory.getLogger(Kernels.class);

	private final PtSymbolBlock module;

	private final DataParallelPool team;

	private Kernels(PtSymbolBlock module, DataParallelPool team) {
		this.module = module;
		this.team = team;
	}

	/**
	 * Says whether operations ever have one processor alone.
	 * @return whether weights that are packed for that are ever used
	 */
	boolean runsAlone() {
		return this.team.runsAlone();
	}

	/**
	 * Loads the module.
	 * @param manager that it lives as long as
	 * @param team that runs it
	 * @return the kernels, or nothing where this platform's libtorch was built without
	 * oneDNN
	 */
	public static Optional<Kernels> load(NDManager manager, DataParallelPool team) {
		return load(manager, team, "kernels.pt");
	}

	public static Optional<Kernels> load(NDManager manager, DataParallelPool team, String file) {
		try (InputStream in = new ClassPathResource(file, Kernels.class).getInputStream()) {
			return Optional.of(new Kernels(JniUtils.loadModule((PtNDManager) manager, in, false, false), team));
		}
		catch (EngineException ex) {
			if (!String.valueOf(ex.getMessage()).contains("Unknown builtin op")) {
				throw ex;
			}
			logger.info("This libtorch was built without oneDNN: models run without fused operations");
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
	 * @param weights of all blocks
	 * @param from the first
	 * @param to behind the last
	 * @return the tokens after them, of their shape, float32, outside any graph
	 */
	NDArray blocks(NDArray tokens, Weights weights, int from, int to) {
		NDManager manager = tokens.getManager();
		try (NDManager scope = manager.newSubManager()) {
			tokens.tempAttach(scope);
			List<NDArray> parts = parts(tokens);
			IValue list = (parts.size() > 1 || Libtorch.share() == 1) ? weights.packed() : weights.list();
			List<NDArray> outputs = this.team.map(parts, (part) -> blocks(part, weights, list, from, to));
			NDArray copy = (outputs.size() > 1) ? NDArrays.concat(new NDList(outputs)) : outputs.get(0).duplicate();
			copy.attach(manager);
			return copy;
		}
	}

	private List<NDArray> parts(NDArray tokens) {
		long batch = tokens.getShape().get(0);
		int parts = this.team.parts(batch);
		long size = batch / parts;
		return (parts == 1) ? List.of(tokens)
				: LongStream.range(0, parts)
					.mapToObj((part) -> tokens.get(part * size + ":" + (part + 1) * size))
					.toList();
	}

	private NDArray blocks(NDArray tokens, Weights weights, IValue list, int from, int to) {
		IValue[] inputs = { IValue.from((PtNDArray) tokens), list, IValue.from(from), IValue.from(to),
				IValue.from(weights.heads()), IValue.from(weights.epsilon()), IValue.from(weights.quick()) };
		try {
			return run("blocks", tokens, inputs);
		}
		finally {
			Arrays.stream(inputs).filter((input) -> input != list).forEach(IValue::close);
		}
	}

	/**
	 * Lays weights out as oneDNN reads them fastest.
	 * @param weight shape (out, in)
	 * @param rows of an input that it is best for; others are little slower
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

	// The result lives as long as the first input.
	private NDArray run(String method, NDArray first, IValue... inputs) {
		try (IValue result = IValueUtils.runMethod(this.module, method, inputs)) {
			return result.toNDList((PtNDManager) first.getManager()).singletonOrThrow();
		}
	}

	/**
	 * The weights of equal blocks, as the module takes them.
	 *
	 * @param list of twelve tensors a block, in the order of the computation: weight and
	 * bias of norm1, (dim) each; of qkv, (3 dim, dim) and (3 dim); of the projection,
	 * (dim, dim) and (dim); of norm2; of fc1, (hidden, dim) and (hidden); of fc2, (dim,
	 * hidden) and (dim)
	 * @param packed the same, as operations on one processor take it
	 * @param heads of the attention
	 * @param epsilon of both LayerNorms
	 * @param quick whether the GELU is the quick one
	 */
	record Weights(IValue list, IValue packed, int heads, float epsilon, boolean quick) {

		/**
		 * Makes the lists.
		 * @param arrays that go into the first, float32 or bfloat16
		 * @param packed that go into the second
		 * @param heads of the attention
		 * @param epsilon of both LayerNorms
		 * @param quick whether the GELU is the quick one
		 * @param manager that they live as long as
		 * @return the weights
		 */
		static Weights of(List<NDArray> arrays, List<NDArray> packed, int heads, float epsilon, boolean quick,
				NDManager manager) {
			return new Weights(list(arrays, manager), list(packed, manager), heads, epsilon, quick);
		}

		private static IValue list(List<NDArray> arrays, NDManager manager) {
			IValue list = IValue.listFrom(arrays.toArray(PtNDArray[]::new));
			manager.attachInternal(list.getUid(), list);
			return list;
		}

	}

}
