package io.heatlens.batch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.heatlens.engine.Deadline;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.ImageExplanation;
import io.heatlens.image.DecodedImage;
import io.heatlens.request.ExplanationOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Explains images batch by batch, while other threads decode further images and write
 * results. An image that cannot be explained does not stop the others.
 */
final class FolderExplainer {

	private static final Logger logger = LoggerFactory.getLogger(FolderExplainer.class);

	private static final int WRITERS = 2;

	private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

	private final AtomicReference<@Nullable Exception> broken = new AtomicReference<>();

	private final Explainer explainer;

	private final ExplanationOptions options;

	private final Duration timeout;

	private final ResultWriter writer;

	private final BatchProgress progress;

	FolderExplainer(Explainer explainer, ExplanationOptions options, Duration timeout, ResultWriter writer,
			BatchProgress progress) {
		this.explainer = explainer;
		this.options = options;
		this.timeout = timeout;
		this.writer = writer;
		this.progress = progress;
	}

	/**
	 * Explains all images, and waits until the results are written.
	 * @param images the images to explain
	 * @throws CommandException if a result cannot be written
	 */
	void explain(DecodingQueue images) {
		try {
			for (List<Decoded> batch = images.next(); !batch.isEmpty()
					&& this.broken.get() == null; batch = images.next()) {
				batch.stream()
					.filter((decoded) -> decoded.failure() != null)
					.forEach((decoded) -> write(images, new Outcome(decoded, null, decoded.failure())));
				explain(images, batch.stream().filter((decoded) -> decoded.image() != null).toList());
			}
		}
		finally {
			this.writers.shutdown();
		}
		await();
		Exception failure = this.broken.get();
		if (failure != null) {
			throw new CommandException("The results cannot be written: %s.".formatted(failure), failure);
		}
	}

	private void explain(DecodingQueue images, List<Decoded> batch) {
		if (batch.isEmpty()) {
			return;
		}
		try {
			List<DecodedImage> pixels = batch.stream()
				.map((decoded) -> Objects.requireNonNull(decoded.image()))
				.toList();
			List<ImageExplanation> explained = this.explainer
				.explain(this.options.model(), pixels, this.options.request(), Deadline.in(this.timeout))
				.value();
			for (int i = 0; i < batch.size(); i++) {
				write(images, new Outcome(batch.get(i), explained.get(i), null));
			}
		}
		catch (RuntimeException ex) {
			if (batch.size() > 1) {
				batch.forEach((decoded) -> explain(images, List.of(decoded)));
			}
			else {
				logger.warn("Image {} cannot be explained", batch.get(0).source().name(), ex);
				write(images, new Outcome(batch.get(0), null, Failure.of(ex)));
			}
		}
	}

	private void write(DecodingQueue images, Outcome outcome) {
		this.writers.execute(() -> {
			try {
				this.writer.write(outcome);
				this.progress.done(outcome.failure());
			}
			catch (IOException | RuntimeException ex) {
				this.broken.compareAndSet(null, ex);
			}
			finally {
				images.release(outcome.decoded());
			}
		});
	}

	private void await() {
		try {
			while (!this.writers.awaitTermination(1, TimeUnit.MINUTES)) {
				logger.debug("Results are still being written");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while results were being written", ex);
		}
	}

}
