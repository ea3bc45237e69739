package io.heatlens.vit;

import java.util.List;

import io.heatlens.engine.EngineListener;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.classes.Classes;
import io.heatlens.vit.classes.Labels;
import io.heatlens.vit.classes.Readout;
import io.heatlens.vit.family.ProblemType;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.Input;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.transformer.Pooling;
import io.heatlens.vit.transformer.Site;

/**
 * A model that is served: its weights, preprocessing and classes, and the results of the
 * start-up check. The same weights can be read in several ways: as the classifier that
 * they are, as the {@linkplain #embedder embedder} of images, or with
 * {@linkplain #reading classes} of a request.
 */
public final class Model {

	private final LoadedModel loaded;

	private final Classes classes;

	private final Model source;

	private final Model embedder;

	/**
	 * Creates a model.
	 * @param loaded the model, which has passed its check
	 * @param classes the classes of its classifier, or {@link Classes#NONE}
	 */
	Model(LoadedModel loaded, Classes classes) {
		this.loaded = loaded;
		this.classes = classes;
		this.source = this;
		this.embedder = classes.equals(Classes.NONE) ? this : new Model(loaded.pooled(), Classes.NONE);
	}

	private Model(Model source, Classes classes) {
		this.loaded = source.loaded;
		this.classes = classes;
		this.source = source;
		this.embedder = source.embedder;
	}

	/**
	 * Reads the outputs of this model as other classes.
	 * @param classes the classes of a request
	 * @return a model with the same weights, which can share passes with this one
	 */
	public Model reading(Classes classes) {
		return new Model(this.source, classes);
	}

	/**
	 * The model whose outputs this one reads.
	 * @return the model itself, unless it was made by {@link #reading}
	 */
	public Model source() {
		return this.source;
	}

	/**
	 * The model that turns an image into a vector.
	 * @return a model with the same weights and without a classifier, whose outputs are
	 * the vector
	 */
	public Model embedder() {
		return this.embedder;
	}

	/**
	 * Opens a session that runs the model.
	 * @param listener the listener that is told how long passes take
	 * @return the session, to be closed on an engine thread
	 */
	public ModelSession open(EngineListener listener) {
		this.loaded.sessions().incrementAndGet();
		return new ModelSession(this, new PassTimer(listener));
	}

	/**
	 * Finds a layer.
	 * @param layer the name of the layer, or an empty text for the default
	 * @return the site of the layer
	 * @throws io.heatlens.vit.transformer.UnknownLayerException if the model has no such
	 * layer
	 */
	public Site site(String layer) {
		LoadedModel model = this.loaded;
		return layer.isEmpty() ? defaultSite() : model.sites().find(layer, depth(), model.transformer().stages());
	}

	/**
	 * Makes sure that gradient methods can explain a layer.
	 * @param layer a layer of this model
	 * @throws NoGradientPathException if the gradient of all patch tokens is zero there
	 */
	public void requireGradientPath(Site layer) {
		this.loaded.sites().requireGradientPath(layer);
	}

	/**
	 * Prepares an image as the input of the model. This method can be called on any
	 * thread.
	 * @param image the upright image
	 * @return the image, resized, cropped and normalised
	 */
	public Input prepare(DecodedImage image) {
		return description().preprocessing().prepare(image).covering(input(), grid(), patch());
	}

	public String name() {
		return description().name();
	}

	/**
	 * Identifies the weights.
	 * @return {@code sha256:} and the digest of the weight files in the order of their
	 * names
	 */
	public String digest() {
		return description().digest();
	}

	public ProblemType problemType() {
		return this.classes.problemType();
	}

	public Labels labels() {
		return this.classes.labels();
	}

	public Readout readout() {
		return this.classes.readout();
	}

	public ModelDescription description() {
		return this.loaded.description();
	}

	public InputSize input() {
		return description().preprocessing().crop();
	}

	/**
	 * The number of channels of the input.
	 * @return 3 for colour, 1 for grey
	 */
	public int channels() {
		return this.loaded.transformer().channels();
	}

	/**
	 * The patch grid of maps.
	 * @return the grid of the last block
	 */
	public Grid grid() {
		return this.loaded.transformer().grid();
	}

	/**
	 * The patch grid of a layer.
	 * @param layer a layer of this model
	 * @return the grid, which is finer than that of maps before patches are merged
	 */
	public Grid grid(Site layer) {
		return this.loaded.transformer().grid(layer.block());
	}

	/**
	 * The size of a cell of the grid of maps in pixels of the input.
	 * @return the size of a patch, unless the blocks merge patches
	 */
	public InputSize patch() {
		return this.loaded.transformer().patch();
	}

	/**
	 * The number of tokens before the patches.
	 * @return the number of CLS, distillation and register tokens
	 */
	public int prefixTokens() {
		return this.loaded.transformer().prefixTokens();
	}

	public int depth() {
		return this.loaded.transformer().blocks().size();
	}

	// The attention heads of the last block.
	public int heads() {
		return this.loaded.transformer().blocks().get(depth() - 1).attention().qkv().heads();
	}

	/**
	 * The layers with the results of their check.
	 * @return the layers in the order of the forward pass
	 */
	public List<CheckedSite> sites() {
		return this.loaded.sites().all();
	}

	/**
	 * The layer to explain if a request names none.
	 * @return the deepest layer at which explanations work; never the output of the last
	 * block
	 */
	public Site defaultSite() {
		return this.loaded.sites().defaultSite();
	}

	/**
	 * The number of channels of a layer.
	 * @param layer a layer of this model
	 * @return the embedding dimension, unless the blocks merge patches
	 */
	public int dimension(Site layer) {
		return this.loaded.transformer().dimension(layer.block());
	}

	/**
	 * The way in which the head reads the tokens.
	 * @return the pooling
	 */
	public Pooling pooling() {
		return this.loaded.transformer().head().pooling();
	}

	/**
	 * Whether attention can be followed from block to block.
	 * @return false if a block attends within windows, or with negative weights
	 */
	public boolean attendsGlobally() {
		return this.loaded.transformer().attendsGlobally();
	}

	LoadedModel loaded() {
		return this.loaded;
	}

}
