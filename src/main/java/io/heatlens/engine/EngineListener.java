package io.heatlens.engine;

import java.time.Duration;

/**
 * A listener that is told how the engine spends the time of requests. It is called on the
 * engine threads, perhaps on several at once.
 */
public interface EngineListener {

	/**
	 * Called when a task begins.
	 * @param time the time that the task waited
	 */
	void waited(Duration time);

	/**
	 * Called after a forward pass through a model, or through its last part.
	 * @param images the number of images of the pass
	 * @param time the duration of the pass
	 */
	void forward(int images, Duration time);

	/**
	 * Called after a backward pass.
	 * @param time the duration of the pass
	 */
	void backward(Duration time);

}
