package io.heatlens.vit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.heatlens.engine.Autograd;
import io.heatlens.vit.input.Input;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.ForwardHook;
import io.heatlens.vit.transformer.Site;

/**
 * One use of a model. Closing the session frees all native memory that its passes took.
 * Its tensors may only be used on an engine thread, or on another thread while an engine
 * thread waits for that thread.
 */
public final class ModelSession implements AutoCloseable {

	private final Model model;

	private final NDManager manager;

	private final PassTimer timer;

	ModelSession(Model model, PassTimer timer) {
		this.model = model;
		this.timer = timer;
		this.manager = model.loaded().weights().newSubManager();
	}

	/**
	 * The model that this session runs.
	 * @return the model
	 */
	public Model model() {
		return this.model;
	}

	/**
	 * Puts prepared images into one batch.
	 * @param inputs the images, as {@link Model#prepare} returned them
	 * @return the batch, shape (batch, channels, height, width)
	 */
	public NDArray stack(List<Input> inputs) {
		InputSize size = this.model.input();
		Shape shape = new Shape(inputs.size(), this.model.channels(), size.height(), size.width());
		ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(Float.BYTES * shape.size()))
			.order(ByteOrder.nativeOrder());
		FloatBuffer pixels = bytes.asFloatBuffer();
		inputs.forEach((input) -> pixels.put(input.pixels()));
		return this.manager.create(bytes, shape, DataType.FLOAT32);
	}

	/**
	 * Computes the logits of a batch.
	 * @param pixels the normalised images, shape (batch, channels, height, width)
	 * @return one row of finite logits per image
	 * @throws NotFiniteException if an output is not finite
	 */
	public float[][] logits(NDArray pixels) {
		try (NDManager scope = this.manager.newSubManager()) {
			pixels.tempAttach(scope);
			return this.timer.forward(pixels, () -> logitRows(
					this.model.loaded().transformer(BackwardRule.PLAIN).forward(pixels, ForwardHook.NONE)));
		}
	}

	/**
	 * Computes the logits of a batch for given values of a layer, without running the
	 * blocks before it.
	 * @param input the input of the block of the layer, shape (batch, tokens, dim)
	 * @param layer the layer whose value is replaced
	 * @param value the value of the layer, shape (batch, tokens, dim)
	 * @return one row of finite logits per image
	 * @throws NotFiniteException if an output is not finite
	 */
	public float[][] logits(NDArray input, Site layer, NDArray value) {
		try (NDManager scope = this.manager.newSubManager()) {
			value.tempAttach(scope);
			return logits(input, layer.block(), (site, computed) -> site.equals(layer) ? value : computed);
		}
	}

	/**
	 * Computes the logits of a batch without running the blocks before a given one.
	 * @param input the input of that block, shape (batch, tokens, dim)
	 * @param block the index of the block
	 * @param hook the hook that is called at each site from there on
	 * @return one row of finite logits per image
	 * @throws NotFiniteException if an output is not finite
	 */
	public float[][] logits(NDArray input, int block, ForwardHook hook) {
		try (NDManager scope = this.manager.newSubManager()) {
			input.tempAttach(scope);
			return this.timer.forward(input,
					() -> logitRows(this.model.loaded().transformer(BackwardRule.PLAIN).resume(input, block, hook)));
		}
	}

	/**
	 * Runs the model forward and captures the values at some sites.
	 * @param pixels the normalised images, shape (batch, channels, height, width)
	 * @param sites the sites to capture
	 * @return a pass that cannot be differentiated, to be closed by the caller
	 */
	public ForwardPass forward(NDArray pixels, Set<Site> sites) {
		NDManager scope = this.manager.newSubManager();
		Recorder recorder = new Recorder(sites, Set.of(), scope);
		NDArray input = own(pixels, scope);
		NDArray outputs = this.timer.forward(input,
				() -> this.model.loaded().transformer(BackwardRule.PLAIN).forward(input, recorder));
		return new ForwardPass(this.model, BackwardRule.PLAIN, recorder, outputs, scope, this.timer);
	}

	/**
	 * Runs the model forward so that the pass can be differentiated at some sites. The
	 * blocks before the first of these sites are not recorded, so that a backward pass
	 * stops at that site.
	 * @param pixels the normalised images, shape (batch, channels, height, width)
	 * @param sites the sites to capture
	 * @param differentiable the sites among them whose gradients are wanted; each needs a
	 * gradient path
	 * @param gradient what backward passes treat as constant
	 * @return the recorded pass, to be closed
	 */
	public ForwardPass record(NDArray pixels, Set<Site> sites, Set<Site> differentiable, BackwardRule gradient) {
		NDManager scope = this.manager.newSubManager();
		Recorder recorder = new Recorder(sites, differentiable, scope);
		NDArray input = own(pixels, scope);
		NDArray outputs = this.timer.forward(input,
				() -> Autograd.record(() -> this.model.loaded().transformer(gradient).forward(input, recorder)));
		return new ForwardPass(this.model, gradient, recorder, outputs, scope, this.timer);
	}

	/**
	 * Runs the model forward and applies its head to the output of every block.
	 * @param pixels the normalised images, shape (batch, channels, height, width)
	 * @param gradient what the backward pass treats as constant
	 * @return the recorded pass, to be closed
	 */
	public LayerwisePass layerwise(NDArray pixels, BackwardRule gradient) {
		NDManager scope = this.manager.newSubManager();
		NDArray input = own(pixels, scope);
		return this.timer.forward(input, () -> Autograd
			.record(() -> new LayerwisePass(this.model.loaded().transformer(gradient), input, scope, this.timer)));
	}

	// Returns a view of the pixels, which may become a leaf of the graph. The results of
	// operations on the view belong to the scope.
	private static NDArray own(NDArray pixels, NDManager scope) {
		NDArray input = pixels.stopGradient();
		input.attach(scope);
		return input;
	}

	/**
	 * Opens a memory scope within this session.
	 * @return the scope, to be closed
	 */
	public NDManager scope() {
		return this.manager.newSubManager();
	}

	private float[][] logitRows(NDArray outputs) {
		float[][] rows = rows(outputs);
		for (int i = 0; i < rows.length; i++) {
			rows[i] = this.model.readout().logits(rows[i]);
		}
		return rows;
	}

	static float[][] rows(NDArray outputs) {
		int size = Math.toIntExact(outputs.getShape().get(1));
		float[] all = outputs.toFloatArray();
		NotFiniteException.requireFinite(all, "Outputs of the model are");
		float[][] rows = new float[all.length / size][size];
		for (int i = 0; i < rows.length; i++) {
			System.arraycopy(all, i * size, rows[i], 0, size);
		}
		return rows;
	}

	@Override
	public void close() {
		if (this.manager.isOpen()) {
			this.manager.close();
			this.model.loaded().sessions().decrementAndGet();
		}
	}

}
