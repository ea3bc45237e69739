package io.heatlens.vit.transformer;

import java.util.List;
import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;

/**
 * The weights of blocks that attend within windows, stage by stage.
 *
 * @param stages the stages
 */
record WindowWeights(List<Stage> stages) implements FusedWeights {

	WindowWeights {
		stages = List.copyOf(stages);
	}

	@Override
	public NDArray run(Kernels kernels, NDArray tokens, boolean alone, int from, int to) {
		NDArray current = tokens;
		for (Stage stage : this.stages) {
			int first = Math.max(from - stage.first(), 0);
			int last = Math.min(to - stage.first(), stage.count());
			if (first < last) {
				NDArray output = stage.run(kernels, current, alone, first, last);
				if (current != tokens) {
					current.close();
				}
				current = output;
			}
		}
		return current;
	}

	/**
	 * The weights of a stage.
	 *
	 * @param first the index of the first block in the model
	 * @param count the number of blocks
	 * @param list the weights, in the order of {@link WindowStage#weights}
	 * @param packed the same tensors for operations on a single processor
	 * @param biases the bias of the scores of every block
	 * @param masks the mask of the shifted blocks, or an empty list
	 * @param factors the factors of the heads of every block, or an empty list
	 * @param numbers the numbers of {@link WindowStage#numbers}
	 * @param form the form of the blocks
	 * @param mergingEpsilon the epsilon of the LayerNorm of the merging
	 */
	record Stage(int first, int count, IValue list, IValue packed, IValue biases, IValue masks, IValue factors,
			IValue numbers, FusibleWindows.Form form, float mergingEpsilon) {

		/**
		 * Creates the lists that the kernels take.
		 * @param stage the stage
		 * @param list the tensors of the first list, float32 or bfloat16
		 * @param packed the tensors of the second list
		 * @param type turns other tensors into the type of the weights
		 * @param manager the manager that owns the lists
		 * @return the weights
		 */
		static Stage of(WindowStage stage, List<NDArray> list, List<NDArray> packed, UnaryOperator<NDArray> type,
				NDManager manager) {
			return new Stage(stage.first(), stage.blocks().size(), Kernels.list(list, manager),
					Kernels.list(packed, manager), cast(stage.biases(), type, manager),
					cast(stage.masks(), type, manager), cast(stage.factors(), type, manager),
					Kernels.own(IValue.listFrom(stage.numbers()), manager), stage.form(), stage.mergingEpsilon());
		}

		private static IValue cast(List<NDArray> arrays, UnaryOperator<NDArray> type, NDManager manager) {
			return Kernels.list(arrays.stream().map(type).toList(), manager);
		}

		NDArray run(Kernels kernels, NDArray tokens, boolean alone, int from, int to) {
			try (IValue input = IValue.from((PtNDArray) tokens);
					IValue start = IValue.from(from);
					IValue end = IValue.from(to);
					IValue epsilon = IValue.from(this.form.epsilon());
					IValue activation = IValue.from(this.form.activation());
					IValue merging = IValue.from(this.mergingEpsilon)) {
				return kernels.run("windows", tokens, input, alone ? this.packed : this.list, start, end, this.numbers,
						epsilon, activation, this.biases, this.masks, this.factors, merging);
			}
		}

	}

}
