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
 * Stops a reader that does not finish in time: the reader is told to abort, and its input
 * is closed so that its next read fails.
 *
 * @param clock the scheduler that runs the alarms
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
	 * Reads the first image of a file.
	 * @param reader the reader, with its input set
	 * @param parameters the parameters for the reader
	 * @param time the time after which the reader is stopped
	 * @return the whole image
	 * @throws IOException if the reader fails
	 * @throws UnreadableImageException if the reader takes longer
	 */
	BufferedImage read(ImageReader reader, ImageReadParam parameters, Duration time) throws IOException {
		AtomicBoolean rang = new AtomicBoolean();
		ScheduledFuture<?> alarm = this.clock.schedule(() -> {
			rang.set(true);
			try {
				// While the JPEG reader reads, this throws an exception.
				reader.abort();
			}
			finally {
				close((ImageInputStream) reader.getInput());
			}
		}, time.toNanos(), TimeUnit.NANOSECONDS);
		try {
			BufferedImage image = reader.read(0, parameters);
			if (rang.get()) {
				throw new IIOException("The reader was stopped");
			}
			return image;
		}
		catch (IOException | RuntimeException ex) {
			if (rang.get()) {
				throw new UnreadableImageException(
						"The image could not be decoded within the %d ms allowed for its file size. Send one with fewer pixels."
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
			throw new IllegalStateException("An input in memory could not be closed", ex);
		}
	}

}
