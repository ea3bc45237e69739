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
 * Runs encoder blocks, and prepares their weights, with a TorchScript module that has no
 * weights of its own. The script {@code src/kernels/kernels.py} writes the module. An
 * array that the module creates must not become part of a graph, but a copy of the array
 * may. A bfloat16 array may only be passed back to the module, since DJL does not know
 * the type.
 */
public final class Kernels {

	private static final Logger logger = LoggerFactory.getLogger(Kernels.class);

	private final PtSymbolBlock module;

	private final DataParallelPool pool;

	private Kernels(PtSymbolBlock module, DataParallelPool pool) {
		this.module = module;
		this.pool = pool;
	}

	/**
	 * Whether batches can be divided so that each part runs on a single processor. If
	 * there is only one processor, the whole batch counts as such a part.
	 * @return false if weights that are packed for a single processor would hardly be
	 * used
	 */
	boolean runsAlone() {
		return this.pool.runsAlone();
	}

	/**
	 * Loads the module of this application.
	 * @param manager the manager that owns the module
	 * @param pool the pool that runs the parts of a batch
	 * @return the kernels, or empty if the libtorch of this platform was built without
	 * oneDNN
	 */
	public static Optional<Kernels> load(NDManager manager, DataParallelPool pool) {
		return load(manager, pool, "kernels.pt");
	}

	/**
	 * Loads a module from a file.
	 * @param manager the manager that owns the module
	 * @param pool the pool that runs the parts of a batch
	 * @param file the name of the file, in the package of this class on the class path
	 * @return the kernels, or empty if this libtorch does not know an operation of the
	 * module
	 * @throws UncheckedIOException if the file cannot be read
	 * @throws EngineException if the module cannot be loaded for another reason
	 */
	public static Optional<Kernels> load(NDManager manager, DataParallelPool pool, String file) {
		try (InputStream in = new ClassPathResource(file, Kernels.class).getInputStream()) {
			return Optional.of(new Kernels(JniUtils.loadModule((PtNDManager) manager, in, false, false), pool));
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
	 * @param tokens the input of the first block, shape (batch, tokens, dim), float32
	 * @param weights the weights of all blocks
	 * @param from the index of the first block
	 * @param to the index after the last block
	 * @return the output of the last block, of the same shape, float32, outside any graph
	 */
	NDArray blocks(NDArray tokens, FusedWeights weights, int from, int to) {
		NDManager manager = tokens.getManager();
		try (NDManager scope = manager.newSubManager()) {
			tokens.tempAttach(scope);
			List<NDArray> parts = parts(tokens);
			boolean alone = parts.size() > 1 || Libtorch.share() == 1;
			List<NDArray> outputs = this.pool.map(parts, (part) -> weights.run(this, part, alone, from, to));
			NDArray copy = (outputs.size() > 1) ? NDArrays.concat(new NDList(outputs)) : outputs.get(0).duplicate();
			copy.attach(manager);
			return copy;
		}
	}

	private List<NDArray> parts(NDArray tokens) {
		long batch = tokens.getShape().get(0);
		int parts = this.pool.parts(batch);
		long size = batch / parts;
		return (parts == 1) ? List.of(tokens)
				: LongStream.range(0, parts)
					.mapToObj((part) -> tokens.get(part * size + ":" + (part + 1) * size))
					.toList();
	}

	/**
	 * Brings the weight of a linear layer into the layout that oneDNN reads fastest.
	 * @param weight the weight, shape (out, in)
	 * @param rows the number of input rows for which the layout is best; inputs with
	 * other numbers of rows are only a little slower
	 * @return the packed weight, which only {@link #blocks} can read
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

	static IValue list(List<NDArray> arrays, NDManager manager) {
		return own(IValue.listFrom(arrays.toArray(PtNDArray[]::new)), manager);
	}

	static IValue own(IValue list, NDManager manager) {
		manager.attachInternal(list.getUid(), list);
		return list;
	}

	// The manager of the first input owns the result.
	NDArray run(String method, NDArray first, IValue... inputs) {
		try (IValue result = IValueUtils.runMethod(this.module, method, inputs)) {
			return result.toNDList((PtNDManager) first.getManager()).singletonOrThrow();
		}
	}

	/**
	 * The weights of blocks of one form, as the module takes them.
	 *
	 * @param list the weights of every block, in the order of
	 * {@link FusibleBlock#weights}
	 * @param packed the same tensors for operations on a single processor
	 * @param biases the bias of the scores of every block, or an empty list
	 * @param turns the cosine and the sine of every block's rotary positions, or an empty
	 * list
	 * @param form the form of the blocks
	 */
	record Weights(IValue list, IValue packed, IValue biases, IValue turns,
			FusibleBlock.Form form) implements FusedWeights {

		/**
		 * Creates the lists that the module takes.
		 * @param arrays the tensors of the first list, float32 or bfloat16
		 * @param packed the tensors of the second list
		 * @param biases the biases of the scores, of the same type
		 * @param turns the cosines and sines, float32
		 * @param form the form of the blocks
		 * @param manager the manager that owns the lists
		 * @return the weights
		 */
		static Weights of(List<NDArray> arrays, List<NDArray> packed, List<NDArray> biases, List<NDArray> turns,
				FusibleBlock.Form form, NDManager manager) {
			return new Weights(Kernels.list(arrays, manager), Kernels.list(packed, manager),
					Kernels.list(biases, manager), Kernels.list(turns, manager), form);
		}

		@Override
		public NDArray run(Kernels kernels, NDArray tokens, boolean alone, int from, int to) {
			IValue[] numbers = { IValue.from((PtNDArray) tokens), IValue.from(from), IValue.from(to),
					IValue.from(this.form.heads()), IValue.from(this.form.epsilon()),
					IValue.from(this.form.activation()), IValue.from(this.form.gated()),
					IValue.listFrom(this.form.normedProjection(), this.form.normedMlp()) };
			try {
				return kernels.run("blocks", tokens, numbers[0], alone ? this.packed : this.list, numbers[1],
						numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], this.biases,
						this.turns);
			}
			finally {
				Arrays.stream(numbers).forEach(IValue::close);
			}
		}

	}

}
