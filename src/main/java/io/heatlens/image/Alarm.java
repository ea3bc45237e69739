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
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Ends a reader that does not come to an end by itself: it is told to stop, and its input
 * fails.
 *
 * @param longest that reading one picture may take
 * @param clock that rings
 */
record Alarm(Duration longest, ScheduledExecutorService clock) {

	static Alarm after(Duration longest) {
		return new Alarm(longest, Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "decoding-alarm");
			thread.setDaemon(true);
			return thread;
		}));
	}

	/**
	 * Reads the first picture.
	 * @param reader whose input is set
	 * @return the picture, in full
	 * @throws IOException if the reader fails or takes too long
	 */
	BufferedImage read(ImageReader reader) throws IOException {
		AtomicBoolean rang = new AtomicBoolean();
		ScheduledFuture<?> alarm = this.clock.schedule(() -> {
			rang.set(true);
			reader.abort();
			close((ImageInputStream) reader.getInput());
		}, this.longest.toNanos(), TimeUnit.NANOSECONDS);
		try {
			BufferedImage image = reader.read(0);
			if (rang.get()) {
				throw new IIOException("took too long");
			}
			return image;
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
