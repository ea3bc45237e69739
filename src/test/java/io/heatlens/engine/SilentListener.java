package io.heatlens.engine;

import java.time.Duration;

/**
 * A listener for tests that do not measure.
 */
public final class SilentListener implements EngineListener {

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
