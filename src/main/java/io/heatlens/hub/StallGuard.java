package io.heatlens.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads a response body with a time limit. The limits of the JDK's client end once the
 * headers have arrived.
 */
final class StallGuard {

	private final ScheduledExecutorService timer;

	private final Duration limit;

	StallGuard(ScheduledExecutorService timer, Duration limit) {
		this.timer = timer;
		this.limit = limit;
	}

	/**
	 * Reads some bytes.
	 * @param in the body of a response, which is closed when the time limit is exceeded
	 * @param buffer the buffer to fill
	 * @return the number of bytes, or -1 at the end
	 * @throws IOException if the connection breaks, or if no byte arrives within the time
	 * limit
	 */
	int read(InputStream in, byte[] buffer) throws IOException {
		// Checking alarm.isDone() would be too late: closing wakes the reader before the
		// alarm has ended.
		AtomicBoolean over = new AtomicBoolean();
		Future<?> alarm = this.timer.schedule(() -> {
			over.set(true);
			in.close();
			return null;
		}, this.limit.toMillis(), TimeUnit.MILLISECONDS);
		try {
			return in.read(buffer);
		}
		catch (IOException ex) {
			throw over.get() ? new IOException("no data arrived for " + this.limit.toSeconds() + " s", ex) : ex;
		}
		finally {
			alarm.cancel(false);
		}
	}

}
