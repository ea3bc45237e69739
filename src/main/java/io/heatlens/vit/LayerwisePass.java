package io.heatlens.vit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.heatlens.engine.Autograd;
import io.heatlens.vit.transformer.ForwardHook;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.VisionTransformer;

/**
 * A forward pass that applies the head to the output of every block: the mean of all
 * tokens goes through the final norm and the classifier. The input of each block is cut
 * from the graph, so that one backward pass of the sum of all scores gives the gradients
 * that one pass per block would give.
 */
public final class LayerwisePass implements AutoCloseable {

	private final int images;

	private final int depth;

	private final NDArray outputs;

	private final Recorder recorder;

	private final NDManager scope;

	private final PassTimer timer;

	LayerwisePass(VisionTransformer transformer, NDArray pixels, NDManager manager, PassTimer timer) {
		this.timer = timer;
		this.scope = manager;
		this.images = Math.toIntExact(pixels.getShape().get(0));
		this.depth = transformer.blocks().size();
		Set<Site> attention = Set.copyOf(Site.attention(this.depth));
		this.recorder = new Recorder(attention, attention, manager);
		NDArray tokens = transformer.tokens(pixels, ForwardHook.NONE); // (b,n,d)
		long count = tokens.getShape().get(1);
		NDList blockOutputs = new NDList(this.depth);
		for (int block = 0; block < this.depth; block++) {
			NDArray output = transformer.blocks().get(block).forward(tokens, count, block, this.recorder); // (b,n,d)
			NDArray pooled = output.mean(new int[] { 1 }, true); // (b,1,d)
			blockOutputs.add(transformer.head().forward(pooled, 0, this.depth, ForwardHook.NONE)); // (b,c)
			tokens = output.stopGradient();
		}
		this.outputs = NDArrays.concat(blockOutputs); // (l b,c)
	}

	/**
	 * The outputs of every block.
	 * @return per block, from the first on, one row of outputs per image
	 * @throws NotFiniteException if an output is not finite
	 */
	public List<float[][]> outputs() {
		float[][] rows = ModelSession.rows(this.outputs);
		return IntStream.range(0, this.depth)
			.mapToObj((block) -> Arrays.copyOfRange(rows, block * this.images, (block + 1) * this.images))
			.toList();
	}

	/**
	 * Differentiates a score of every block with respect to the attention of the block.
	 * @param vectors per block and image the derivative of the score with respect to the
	 * outputs of the block
	 * @return per block the gradients, shape (batch, heads, tokens, tokens)
	 */
	public List<NDArray> differentiate(List<float[][]> vectors) {
		float[][] rows = vectors.stream().flatMap(Arrays::stream).toArray(float[][]::new);
		NDArray vector = this.outputs.getManager().create(ForwardPass.flat(rows), this.outputs.getShape());
		Map<Site, NDArray> gradients = this.timer
			.backward(() -> Autograd.gradients(this.outputs, vector, this.recorder.leaves()));
		return Site.attention(this.depth).stream().map((site) -> {
			NDArray gradient = Objects.requireNonNull(gradients.get(site));
			gradient.attach(this.scope);
			return gradient;
		}).toList();
	}

	/** Frees the memory of the pass. */
	@Override
	public void close() {
		this.scope.close();
	}

}
