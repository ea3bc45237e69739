package io.heatlens.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Ends a reader that does not come to an end by itself: it is told to stop, and its input
 * fails.
 *
 * @param clock that rings
 */
record Alarm(ScheduledExecutorService clock) {

	static Alarm start() {
		return new Alarm(Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "decoding-alarm");
			thread.setDaemon(true);
			return thread;
		}));
	}

	/**
	 * Reads the first picture.
	 * @param reader whose input is set
	 * @param parameters how to read
	 * @param time that it may take
	 * @return the picture, in full
	 * @throws IOException if the reader fails
	 * @throws UnreadableImageException if it takes too long
	 */
	BufferedImage read(ImageReader reader, ImageReadParam parameters, Duration time) throws IOException {
		AtomicBoolean rang = new AtomicBoolean();
		ScheduledFuture<?> alarm = this.clock.schedule(() -> {
			rang.set(true);
			try {
				reader.abort(); // which JPEG's refuses while it reads
			}
			finally {
				close((ImageInputStream) reader.getInput());
			}
		}, time.toNanos(), TimeUnit.NANOSECONDS);
		try {
			BufferedImage image = reader.read(0, parameters);
			if (rang.get()) {
				throw new IIOException("stopped");
			}
			return image;
		}
		catch (IOException | RuntimeException ex) {
			if (rang.get()) {
				throw new UnreadableImageException(
						"The image cannot be decoded within the %d ms that a file of its length gets. Send one of fewer pixels."
							.formatted(time.toMillis()),
						ex);
			}
			throw ex;
		}
		finally {
			alarm.cancel(false);
		}
	}

	private static void close(ImageInputStream input) {
		try {
			input.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException("bytes in memory", ex);
		}
	}

}
