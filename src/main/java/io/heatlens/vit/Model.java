package io.heatlens.vit;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import ai.djl.ndarray.NDManager;
import io.heatlens.engine.EngineListener;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.Input;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.transformer.BackwardRule;
import io.heatlens.vit.transformer.Pooling;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.VisionTransformer;

/**
 * A model that is served: weights, preprocessing, labels, and what the start-up check
 * measured.
 */
public final class Model {

	private final ModelDescription description;

	private final Labels labels;

	private final VisionTransformer transformer;

	private final VisionTransformer pruned;

	private final CheckedSites sites;

	private final NDManager weights;

	private final AtomicInteger sessions = new AtomicInteger();

	/**
	 * Creates a model that has passed its check.
	 * @param description of the model
	 * @param transformer with the weights
	 * @param sites that the check measured
	 * @param weights owns the memory of the weights
	 */
	Model(ModelDescription description, VisionTransformer transformer, CheckedSites sites, NDManager weights) {
		this.description = description;
		this.labels = Labels.of(description.labels(),
				Math.toIntExact(transformer.head().classifier().weight().getShape().get(0)));
		this.transformer = transformer;
		this.pruned = transformer.pruned();
		this.sites = sites;
		this.weights = weights;
	}

	/**
	 * Opens a scope for running the model.
	 * @param listener that is told what its passes take
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
	 * @param layer the name of the layer, or nothing for the default
	 * @return its site
	 * @throws io.heatlens.vit.transformer.UnknownLayerException if the model has no such
	 * layer
	 */
	public Site site(String layer) {
		return layer.isEmpty() ? defaultSite() : Site.parse(layer, depth());
	}

	/**
	 * Makes sure that a gradient method can look at a layer.
	 * @param layer of this model
	 * @throws NoGradientPathException if the gradient of all patch tokens is zero there
	 */
	public void requireGradientPath(Site layer) {
		this.sites.requireGradientPath(layer);
	}

	/**
	 * Prepares an image as the model's input, on any thread.
	 * @param image upright
	 * @return resized, cropped and normalised
	 */
	public Input prepare(DecodedImage image) {
		return this.description.preprocessing().prepare(image).covering(input(), grid(), patch());
	}

	public String name() {
		return this.description.name();
	}

	/**
	 * Identifies the weights.
	 * @return {@code sha256:} and the digest over the weight files in name order
	 */
	public String digest() {
		return this.description.digest();
	}

	public String family() {
		return this.description.family();
	}

	/**
	 * Whether the probabilities of the classes are independent.
	 * @return true if probabilities are sigmoids, false if they are a softmax
	 */
	public boolean multiLabel() {
		return this.description.multiLabel();
	}

	public Labels labels() {
		return this.labels;
	}

	/**
	 * The size of the input.
	 * @return in pixels
	 */
	public InputSize input() {
		return this.description.preprocessing().crop();
	}

	public Grid grid() {
		return this.transformer.grid(input());
	}

	/**
	 * The size of a patch.
	 * @return in pixels of the input
	 */
	public InputSize patch() {
		return this.transformer.patch();
	}

	/**
	 * The number of tokens before the patches.
	 * @return the CLS, distillation and register tokens together
	 */
	public int prefixTokens() {
		return this.transformer.prefixTokens();
	}

	/**
	 * The depth of the model.
	 * @return the number of blocks
	 */
	public int depth() {
		return this.transformer.blocks().size();
	}

	/**
	 * The layers of the model.
	 * @return every layer with what was measured there, in the order of the forward pass
	 */
	public List<CheckedSite> sites() {
		return this.sites.all();
	}

	/**
	 * The layer to explain where a request names none.
	 * @return the deepest layer before the last block's output where explanations work
	 */
	public Site defaultSite() {
		return this.sites.defaultSite();
	}

	/**
	 * The embedding dimension.
	 * @return the number of channels of a token
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

	boolean headReadsFewTokens() {
		long tokens = this.transformer.tokenCount();
		return pooling().reads(tokens) < tokens;
	}

	VisionTransformer transformer(BackwardRule rule) {
		return (rule == BackwardRule.PRUNED) ? this.pruned : this.transformer;
	}

	NDManager weights() {
		return this.weights;
	}

}
