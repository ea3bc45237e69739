package io.heatlens.vit;

import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.engine.Autograd;
import io.heatlens.vit.transformer.BackwardRule;
import io.heatlens.vit.transformer.Site;

/**
 * One forward pass over a batch, with what some sites saw, from which any score can be
 * differentiated.
 */
public final class ForwardPass implements AutoCloseable {

	private final Model model;

	private final BackwardRule gradient;

	private final Recorder recorder;

	private final NDArray logits;

	private final NDManager scope;

	private final PassTimer timer;

	ForwardPass(Model model, BackwardRule gradient, Recorder recorder, NDArray logits, NDManager scope,
			PassTimer timer) {
		this.model = model;
		this.gradient = gradient;
		this.recorder = recorder;
		this.logits = logits;
		this.scope = scope;
		this.timer = timer;
	}

	/**
	 * The model's answer.
	 * @return one row of finite logits an image
	 * @throws NotFiniteException if one is not
	 */
	public float[][] logits() {
		return ModelSession.rows(this.logits);
	}

	/**
	 * Says whether another pass from the first differentiated site on costs next to
	 * nothing: it lies in the last block, of which the head reads a few tokens.
	 * @return whether {@link #repeat} is worth it
	 */
	public boolean hasShortTail() {
		return this.recorder.cut()
			.filter((cut) -> cut.part() == Site.Part.NORM1 || cut.part() == Site.Part.ATTENTION)
			.filter((cut) -> cut.block() == this.model.depth() - 1)
			.isPresent() && this.model.readsFew()
				&& !this.recorder.sees(new Site(this.model.depth() - 1, Site.Part.OUTPUT));
	}

	/**
	 * Runs the tail again for several scores of one image.
	 * @param image of the batch
	 * @param times how many scores
	 * @return the same image that often, with the differentiated sites alone, to be
	 * closed
	 */
	public ForwardPass repeat(int image, int times) {
		NDManager scope = this.scope.newSubManager();
		Recorder again = this.recorder.again(times, scope);
		// (1,n,d)
		NDArray tokens = this.recorder.input().get(image + ":" + (image + 1));
		tokens.attach(scope);
		NDArray tail = this.timer.forward(tokens, () -> Autograd
			.record(() -> this.model.transformer(this.gradient).resume(tokens, this.model.depth() - 1, again)));
		return new ForwardPass(this.model, this.gradient, again, tail, scope, this.timer);
	}

	/**
	 * Gives what the sites saw.
	 * @return without gradients, to be closed
	 */
	public Captures captures() {
		return new Captures(this.model, this.recorder, Map.of(), this.scope.newSubManager());
	}

	/**
	 * Differentiates a score of each image.
	 * @param vectors the derivative of each image's score with respect to its logits
	 * @return activations and gradients at the sites, to be closed
	 * @throws NotFiniteException if a gradient is not finite
	 */
	public Captures differentiate(float[][] vectors) {
		NDManager scope = this.scope.newSubManager();
		NDArray vector = scope.create(flat(vectors), this.logits.getShape());
		Map<Site, NDArray> gradients = this.timer
			.backward(() -> Autograd.gradients(this.logits, vector, this.recorder.leaves()));
		gradients.forEach((site, gradient) -> {
			gradient.attach(scope);
			if (!Float.isFinite(gradient.sum().getFloat())) {
				throw new NotFiniteException("Gradients at " + site.name() + " are");
			}
		});
		return new Captures(this.model, this.recorder, gradients, scope);
	}

	/** Gives the memory back that the pass took. */
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
