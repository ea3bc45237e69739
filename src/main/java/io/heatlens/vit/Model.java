package io.heatlens.vit;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import ai.djl.ndarray.NDManager;
import io.heatlens.engine.EngineListener;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.Input;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.transformer.BackwardRule;
import io.heatlens.vit.transformer.FusedBlocks;
import io.heatlens.vit.transformer.Pooling;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.UnknownLayerException;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;

/**
 * One model that is served: weights, preprocessing, labels, and what the start-up check
 * found.
 */
public final class Model {

	private final String name;

	private final String digest;

	private final String family;

	private final boolean multiLabel;

	private final Labels labels;

	private final Preprocessing preprocessing;

	private final VisionTransformer transformer;

	private final VisionTransformer pruned;

	private final NDManager weights;

	private final List<CheckedSite> sites;

	private final Site defaultSite;

	private final AtomicInteger sessions = new AtomicInteger();

	Model(ModelDescription description, VisionTransformer transformer, NDManager weights) {
		this.name = description.name();
		this.digest = description.digest();
		this.family = description.family();
		this.multiLabel = description.multiLabel();
		this.preprocessing = description.preprocessing();
		this.transformer = transformer;
		this.pruned = transformer.pruned();
		this.weights = weights;
		this.labels = Labels.of(description.labels(),
				Math.toIntExact(transformer.head().classifier().weight().getShape().get(0)));
		SelfCheck check = new SelfCheck(this);
		this.sites = check.sites();
		this.defaultSite = check.defaultSite(this.sites);
		check.differences(this.defaultSite);
	}

	private Model(Model from, VisionTransformer transformer) {
		this.name = from.name;
		this.digest = from.digest;
		this.family = from.family;
		this.multiLabel = from.multiLabel;
		this.preprocessing = from.preprocessing;
		this.transformer = transformer;
		this.pruned = transformer.pruned();
		this.weights = from.weights;
		this.labels = from.labels;
		this.sites = from.sites;
		this.defaultSite = from.defaultSite;
	}

	/**
	 * The same model, faster.
	 * @param trunk runs the blocks before the layer that is looked at, if there is one
	 * @return shares the weights
	 */
	Model with(@Nullable FusedBlocks trunk) {
		return new Model(this, this.transformer.with(trunk));
	}

	/**
	 * Opens a scope for running the model.
	 * @param listener that is told of its passes
	 * @return to be closed, on a thread of the engine
	 */
	public ModelSession open(EngineListener listener) {
		this.sessions.incrementAndGet();
		return new ModelSession(this, new PassTimer(listener));
	}

	void closed() {
		this.sessions.decrementAndGet();
	}

	/**
	 * Counts what lives longer than a pass.
	 * @return arrays of the model itself, and scopes that are open
	 */
	public int held() {
		return this.weights.getManagedArrays().size() + this.sessions.get();
	}

	/**
	 * Finds a layer.
	 * @param layer its name, or nothing for the default
	 * @return its site
	 * @throws UnknownLayerException if there is no such layer
	 */
	public Site site(String layer) {
		return layer.isEmpty() ? this.defaultSite : Site.parse(layer, depth());
	}

	/**
	 * Makes sure that a gradient method can look at a layer.
	 * @param layer of this model
	 * @throws NoGradientPathException if the patch gradient is zero there
	 */
	public void requireGradientPath(Site layer) {
		if (this.sites.stream().anyMatch((checked) -> checked.site().equals(layer) && !checked.gradientPath())) {
			throw new NoGradientPathException(layer, deepest());
		}
	}

	private Site deepest() {
		return this.sites.stream()
			.filter(CheckedSite::gradientPath)
			.reduce((shallower, deeper) -> deeper)
			.map(CheckedSite::site)
			.orElse(this.defaultSite);
	}

	/**
	 * Makes the model's input of an image, on any thread.
	 * @param image upright
	 * @return resized, cropped and normalised
	 */
	public Input prepare(DecodedImage image) {
		return this.preprocessing.prepare(image).covering(input(), grid(), patch());
	}

	public String name() {
		return this.name;
	}

	/**
	 * Identifies the weights.
	 * @return {@code sha256:} and the digest over the weight files in name order
	 */
	public String digest() {
		return this.digest;
	}

	public String family() {
		return this.family;
	}

	public boolean multiLabel() {
		return this.multiLabel;
	}

	public Labels labels() {
		return this.labels;
	}

	public InputSize input() {
		return this.preprocessing.crop();
	}

	public Grid grid() {
		InputSize patch = patch();
		return input().grid(patch.height(), patch.width());
	}

	/**
	 * The size of a patch.
	 * @return in pixels of the input
	 */
	public InputSize patch() {
		long[] kernel = this.transformer.embedding().kernel().getShape().getShape();
		return new InputSize((int) kernel[2], (int) kernel[3]);
	}

	public int prefixTokens() {
		return this.transformer.prefixTokens();
	}

	/**
	 * The model's depth.
	 * @return how many blocks it has
	 */
	public int depth() {
		return this.transformer.blocks().size();
	}

	/**
	 * The model's layers.
	 * @return every site with what was measured there, in the order of the forward pass
	 */
	public List<CheckedSite> sites() {
		return this.sites;
	}

	public Site defaultSite() {
		return this.defaultSite;
	}

	/**
	 * The embedding dimension.
	 * @return how many channels a token has
	 */
	public int dimension() {
		return Math.toIntExact(this.transformer.embedding().kernel().getShape().get(0));
	}

	/**
	 * How the head reads the tokens.
	 * @return the pooling
	 */
	public Pooling pooling() {
		return this.transformer.head().pooling();
	}

	boolean readsFew() {
		long tokens = this.transformer.tokenCount();
		return pooling().reads(tokens) < tokens;
	}

	VisionTransformer transformer() {
		return this.transformer;
	}

	VisionTransformer transformer(BackwardRule gradient) {
		return (gradient == BackwardRule.PRUNED) ? this.pruned : this.transformer;
	}

	NDManager weights() {
		return this.weights;
	}

}
