package io.heatlens.engine;

import java.time.Duration;

/**
 * Is told what the time of requests goes into at the engine. Called on its threads,
 * perhaps on several at once.
 */
public interface EngineListener {

	/**
	 * A task had its turn.
	 * @param time that it waited for it
	 */
	void waited(Duration time);

	/**
	 * Images went through a model, or through its rest.
	 * @param images how many at once
	 * @param time that it took
	 */
	void forward(int images, Duration time);

	/**
	 * Gradients came back.
	 * @param time that it took
	 */
	void backward(Duration time);

}
