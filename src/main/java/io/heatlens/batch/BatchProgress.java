package io.heatlens.batch;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ansi.AnsiOutput;
import org.springframework.boot.ansi.AnsiStyle;

/**
 * Reports once per second how far a run has got: with a progress bar on a terminal,
 * otherwise with a line in the log.
 */
final class BatchProgress implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(BatchProgress.class);

	private static final int WIDTH = 30;

	private final long start = System.nanoTime();

	private final AtomicInteger done = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private final int total;

	private final String unit;

	// Spring encodes a style only if the output goes to a terminal.
	private final boolean terminal = !AnsiOutput.encode(AnsiStyle.NORMAL).isEmpty();

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor((task) -> new Thread(task, "heatlens-progress"));

	private final Future<?> ticks;

	// Read and written by the clock alone: a log need not repeat that nothing happened.
	private int logged = -1;

	/**
	 * Starts to report.
	 * @param total the number of images or other units of work
	 * @param unit what is counted, in the plural
	 */
	BatchProgress(int total, String unit) {
		this.total = total;
		this.unit = unit;
		this.ticks = this.clock.scheduleAtFixedRate(this::report, 1, 1, TimeUnit.SECONDS);
	}

	/**
	 * Counts an image, or another unit of work.
	 * @param failure why it has no explanation, or {@code null} if it has one
	 */
	void done(@Nullable Failure failure) {
		if (failure != null) {
			this.failed.incrementAndGet();
		}
		this.done.incrementAndGet();
	}

	private void report() {
		String line = line(Duration.ofNanos(System.nanoTime() - this.start));
		if (this.terminal) {
			int filled = (this.total > 0) ? WIDTH * this.done.get() / this.total : WIDTH;
			System.out.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + line + "\u001b[K");
			System.out.flush();
		}
		else if (this.done.get() != this.logged) {
			this.logged = this.done.get();
			logger.info("{}", line);
		}
	}

	/**
	 * Describes the progress in one line.
	 * @param elapsed the time since the start, more than 0
	 * @return how much is done, the rate and the time left
	 */
	String line(Duration elapsed) {
		int count = this.done.get();
		double rate = count / (elapsed.toNanos() / 1e9);
		String line = String.format(Locale.ROOT, "%d of %d %s, %.1f per second", count, this.total, this.unit, rate);
		if (this.failed.get() > 0) {
			line += ", %d without an explanation".formatted(this.failed.get());
		}
		return (count == 0) ? line : line + ", %d s left".formatted((long) Math.ceil((this.total - count) / rate));
	}

	@Override
	public void close() {
		this.ticks.cancel(false);
		this.clock.shutdown();
		if (this.terminal) {
			report();
			System.out.println();
		}
	}

}
