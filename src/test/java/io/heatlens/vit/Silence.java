package io.heatlens.vit;

import java.time.Duration;

/**
 * Nobody wants to know.
 */
final class Silence implements EngineListener {

	@Override
	public void waited(Duration time) {
		// nothing
	}

	@Override
	public void forward(int images, Duration time) {
		// nothing
	}

	@Override
	public void backward(Duration time) {
		// nothing
	}

}
