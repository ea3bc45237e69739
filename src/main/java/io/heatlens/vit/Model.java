package io.heatlens.vit;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import ai.djl.ndarray.NDManager;
import io.heatlens.engine.EngineListener;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.family.ProblemType;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.Input;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.Pooling;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.VisionTransformer;

/**
 * A model that is served: its weights, preprocessing and labels, and the results of the
 * start-up check.
 */
public final class Model {

	private final ModelDescription description;

	private final VisionTransformer transformer;

	private final VisionTransformer pruned;

	private final CheckedSites sites;

	private final NDManager weights;

	private final AtomicInteger sessions = new AtomicInteger();

	/**
	 * Creates a model that has passed its check.
	 * @param description the description of the model
	 * @param transformer the transformer with the weights
	 * @param sites the results of the check
	 * @param weights the manager that owns the memory of the weights
	 */
	Model(ModelDescription description, VisionTransformer transformer, CheckedSites sites, NDManager weights) {
		this.description = description;
		this.transformer = transformer;
		this.pruned = transformer.pruned();
		this.sites = sites;
		this.weights = weights;
	}

	/**
	 * Opens a session that runs the model.
	 * @param listener the listener that is told how long passes take
	 * @return the session, to be closed on an engine thread
	 */
	public ModelSession open(EngineListener listener) {
		this.sessions.incrementAndGet();
		return new ModelSession(this, new PassTimer(listener));
	}

	void closed() {
		this.sessions.decrementAndGet();
	}

	/**
	 * Counts the arrays and sessions that outlive a pass, so that a leak is noticed.
	 * @return the number of arrays of the model itself, plus the number of open sessions
	 */
	public int held() {
		return this.weights.getManagedArrays().size() + this.sessions.get();
	}

	/**
	 * Finds a layer.
	 * @param layer the name of the layer, or an empty text for the default
	 * @return the site of the layer
	 * @throws io.heatlens.vit.transformer.UnknownLayerException if the model has no such
	 * layer
	 */
	public Site site(String layer) {
		return layer.isEmpty() ? defaultSite() : this.sites.find(layer, depth());
	}

	/**
	 * Makes sure that gradient methods can explain a layer.
	 * @param layer a layer of this model
	 * @throws NoGradientPathException if the gradient of all patch tokens is zero there
	 */
	public void requireGradientPath(Site layer) {
		this.sites.requireGradientPath(layer);
	}

	/**
	 * Prepares an image as the input of the model. This method can be called on any
	 * thread.
	 * @param image the upright image
	 * @return the image, resized, cropped and normalised
	 */
	public Input prepare(DecodedImage image) {
		return this.description.preprocessing().prepare(image).covering(input(), grid(), patch());
	}

	public String name() {
		return this.description.name();
	}

	/**
	 * Identifies the weights.
	 * @return {@code sha256:} and the digest of the weight files in the order of their
	 * names
	 */
	public String digest() {
		return this.description.digest();
	}

	public String family() {
		return this.description.family();
	}

	/**
	 * What the outputs of the model stand for.
	 * @return the type, which says how probabilities are computed, if there are any
	 */
	public ProblemType problemType() {
		return this.description.problemType();
	}

	public Labels labels() {
		return this.description.labels();
	}

	public ModelDescription description() {
		return this.description;
	}

	/**
	 * The size of the input.
	 * @return the size in pixels
	 */
	public InputSize input() {
		return this.description.preprocessing().crop();
	}

	/**
	 * The number of channels of the input.
	 * @return 3 for colour, 1 for grey
	 */
	public int channels() {
		return this.transformer.channels();
	}

	/**
	 * The patch grid of maps.
	 * @return the grid of the last block
	 */
	public Grid grid() {
		return this.transformer.grid();
	}

	/**
	 * The patch grid of a layer.
	 * @param layer a layer of this model
	 * @return the grid, which is finer than that of maps before patches are merged
	 */
	public Grid grid(Site layer) {
		return this.transformer.grid(layer.block());
	}

	/**
	 * The size of a cell of the grid of maps: that of a patch, unless the blocks merge
	 * patches.
	 * @return the size in pixels of the input
	 */
	public InputSize patch() {
		return this.transformer.patch();
	}

	/**
	 * The number of tokens before those of the patches.
	 * @return the number of CLS, distillation and register tokens together
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
	 * @return the layers with the results of their check, in the order of the forward
	 * pass
	 */
	public List<CheckedSite> sites() {
		return this.sites.all();
	}

	/**
	 * The layer to explain if a request names none.
	 * @return the deepest layer at which explanations work; never the output of the last
	 * block
	 */
	public Site defaultSite() {
		return this.sites.defaultSite();
	}

	/**
	 * The number of channels of a layer.
	 * @param layer a layer of this model
	 * @return the embedding dimension, unless the blocks merge patches
	 */
	public int dimension(Site layer) {
		return this.transformer.dimension(layer.block());
	}

	/**
	 * The way in which the head reads the tokens.
	 * @return the pooling
	 */
	public Pooling pooling() {
		return this.transformer.head().pooling();
	}

	/**
	 * Whether attention can be followed from block to block.
	 * @return false if a block attends within windows, or with negative weights
	 */
	public boolean attendsGlobally() {
		return this.transformer.attendsGlobally();
	}

	boolean headReadsFewTokens() {
		long tokens = this.transformer.tokenCount(depth() - 1);
		return pooling().reads(tokens) < tokens;
	}

	VisionTransformer transformer(BackwardRule rule) {
		return (rule == BackwardRule.PRUNED) ? this.pruned : this.transformer;
	}

	NDManager weights() {
		return this.weights;
	}

}
