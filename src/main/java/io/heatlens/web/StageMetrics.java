package io.heatlens.web;

import java.time.Duration;

import io.heatlens.engine.EngineListener;
import io.heatlens.image.DecodedImage;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Measures what the time of requests goes into, and what came in.
 */
@Component
class StageMetrics implements EngineListener {

	private final Timer decode;

	private final Timer queue;

	private final Timer forward;

	private final Timer backward;

	private final Timer render;

	private final DistributionSummary batch;

	private final Meter.MeterProvider<DistributionSummary> bytes;

	private final Meter.MeterProvider<DistributionSummary> pixels;

	StageMetrics(MeterRegistry registry) {
		this.decode = timer("decode", registry);
		this.queue = timer("queue", registry);
		this.forward = timer("forward", registry);
		this.backward = timer("backward", registry);
		this.render = timer("render", registry);
		this.batch = DistributionSummary.builder("heatlens.batch.size")
			.description("Images that went through a model at once")
			.register(registry);
		this.bytes = DistributionSummary.builder("heatlens.upload.bytes")
			.description("Size of uploaded images")
			.withRegistry(registry);
		this.pixels = DistributionSummary.builder("heatlens.upload.pixels")
			.description("Pixels of uploaded images")
			.withRegistry(registry);
	}

	private static Timer timer(String stage, MeterRegistry registry) {
		return Timer.builder("heatlens.stage")
			.description("What the time of requests goes into")
			.tag("stage", stage)
			.register(registry);
	}

	/**
	 * Somebody sent an image.
	 * @param upload its file
	 * @param image what it shows, or nothing if it could not be read
	 * @param time that decoding took
	 */
	void decoded(Upload upload, @Nullable DecodedImage image, Duration time) {
		this.decode.record(time);
		// the formats that are read, and one name for all else
		String format = (image != null) ? image.format() : "unread";
		this.bytes.withTag("format", format).record(upload.bytes().length);
		if (image != null) {
			this.pixels.withTag("format", format).record((double) image.width() * image.height());
		}
	}

	/**
	 * A picture was drawn.
	 * @param time that it took
	 */
	void rendered(Duration time) {
		this.render.record(time);
	}

	@Override
	public void waited(Duration time) {
		this.queue.record(time);
	}

	@Override
	public void forward(int images, Duration time) {
		this.batch.record(images);
		this.forward.record(time);
	}

	@Override
	public void backward(Duration time) {
		this.backward.record(time);
	}

}
