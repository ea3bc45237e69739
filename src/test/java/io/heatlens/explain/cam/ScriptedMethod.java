package io.heatlens.explain.cam;

import java.util.EnumSet;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.vit.LayerCapture;

/**
 * A method without gradients that runs a task of a test on a thread of the engine.
 */
public final class ScriptedMethod extends CamMethod {

	private volatile Runnable script = () -> {
	};

	/**
	 * Sets the task.
	 * @param task the task, which runs between the forward pass and the next method
	 */
	public void script(Runnable task) {
		this.script = task;
	}

	@Override
	public String name() {
		return "scripted";
	}

	@Override
	public String summary() {
		return "Means of the activations.";
	}

	@Override
	public String paper() {
		return "none";
	}

	@Override
	NDArray map(LayerCapture capture, MethodOptions options) {
		this.script.run();
		return capture.activations().mean(new int[] { 2 });
	}

	@Override
	public Set<MethodParameter> parameters() {
		return EnumSet.of(MethodParameter.LAYER);
	}

}
