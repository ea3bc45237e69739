package io.heatlens.vit;

import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.engine.Autograd;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.Site;

/**
 * One forward pass over a batch, with the values that it captured at some sites. Any
 * number of scores can be differentiated from it.
 */
public final class ForwardPass implements AutoCloseable {

	private final Model model;

	private final BackwardRule gradient;

	private final Recorder recorder;

	private final NDArray outputs;

	private final NDManager scope;

	private final PassTimer timer;

	ForwardPass(Model model, BackwardRule gradient, Recorder recorder, NDArray outputs, NDManager scope,
			PassTimer timer) {
		this.model = model;
		this.gradient = gradient;
		this.recorder = recorder;
		this.outputs = outputs;
		this.scope = scope;
		this.timer = timer;
	}

	/**
	 * The outputs of the batch.
	 * @return one row of finite outputs per image: the logits of a classifier, or a
	 * vector
	 * @throws NotFiniteException if an output is not finite
	 */
	public float[][] outputs() {
		return ModelSession.rows(this.outputs);
	}

	/**
	 * Whether it is cheap to run the model again from the first differentiated site on:
	 * the site lies in the last block, and the head reads few of its tokens.
	 * @return true if {@link #repeat} is faster than one backward pass per score
	 */
	public boolean hasShortTail() {
		return this.recorder.cut()
			.filter((cut) -> cut.part() == Site.Part.NORM1 || cut.part() == Site.Part.ATTENTION)
			.filter((cut) -> cut.block() == this.model.depth() - 1)
			.isPresent() && this.model.loaded().headReadsFewTokens()
				&& !this.recorder.needsAllTokens(this.model.depth() - 1);
	}

	/**
	 * Runs the model again from the first differentiated site on, for several scores of
	 * one image.
	 * @param image the index of the image in the batch
	 * @param times the number of scores
	 * @return a pass over the repeated image with the differentiated sites only, to be
	 * closed
	 */
	public ForwardPass repeat(int image, int times) {
		NDManager scope = this.scope.newSubManager();
		Recorder again = this.recorder.again(times, scope);
		NDArray tokens = this.recorder.input().get(image + ":" + (image + 1)); // (1,n,d)
		tokens.attach(scope);
		NDArray tail = this.timer.forward(tokens, () -> Autograd.record(
				() -> this.model.loaded().transformer(this.gradient).resume(tokens, this.model.depth() - 1, again)));
		return new ForwardPass(this.model, this.gradient, again, tail, scope, this.timer);
	}

	/**
	 * The captured values.
	 * @return the values without gradients, to be closed
	 */
	public Captures captures() {
		return new Captures(this.model, this.recorder, Map.of(), this.scope.newSubManager());
	}

	/**
	 * Differentiates one score per image.
	 * @param vectors per image the derivative of its score with respect to its outputs
	 * @return the values and gradients at the sites, to be closed
	 * @throws NotFiniteException if a gradient is not finite
	 */
	public Captures differentiate(float[][] vectors) {
		NDManager scope = this.scope.newSubManager();
		NDArray vector = scope.create(flat(vectors), this.outputs.getShape());
		Map<Site, NDArray> gradients = this.timer
			.backward(() -> Autograd.gradients(this.outputs, vector, this.recorder.leaves()));
		gradients.forEach((site, gradient) -> {
			gradient.attach(scope);
			if (!Float.isFinite(gradient.sum().getFloat())) {
				throw new NotFiniteException("Gradients at " + site.name() + " are");
			}
		});
		return new Captures(this.model, this.recorder, gradients, scope);
	}

	/** Frees the memory of the pass. */
	@Override
	public void close() {
		this.scope.close();
	}

	static float[] flat(float[][] rows) {
		float[] values = new float[rows.length * rows[0].length];
		for (int row = 0; row < rows.length; row++) {
			System.arraycopy(rows[row], 0, values, row * rows[0].length, rows[0].length);
		}
		return values;
	}

}
