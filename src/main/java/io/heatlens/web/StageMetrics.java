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
 * Measures how much time requests spend in each stage, and how large the uploads are.
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
			.description("Images that went through a model in one batch")
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
			.description("Time that requests spend in a stage")
			.tag("stage", stage)
			.register(registry);
	}

	/**
	 * Records an upload that was decoded.
	 * @param upload the uploaded file
	 * @param image the decoded image, or {@code null} if it could not be read
	 * @param time the time that decoding took
	 */
	void decoded(Upload upload, @Nullable DecodedImage image, Duration time) {
		this.decode.record(time);
		// one name for all unreadable files, so that the number of tag values is bounded
		String format = (image != null) ? image.format() : "unread";
		this.bytes.withTag("format", format).record(upload.bytes().length);
		if (image != null) {
			this.pixels.withTag("format", format).record((double) image.width() * image.height());
		}
	}

	/**
	 * Records that a picture was drawn.
	 * @param time the time that drawing took
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
