package io.heatlens.hub;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts how far a download has got.
 */
final class DownloadProgress {

	private final AtomicLong total = new AtomicLong();

	private final AtomicLong done = new AtomicLong();

	private final AtomicLong received = new AtomicLong();

	/**
	 * Sets the size of the download.
	 * @param bytes the size of the whole download, or 0 if it is unknown
	 */
	void expect(long bytes) {
		this.total.set(bytes);
	}

	/**
	 * Counts bytes that need not be downloaded, because an earlier attempt left them.
	 * @param bytes the number of bytes; negative if some of them were discarded
	 */
	void have(long bytes) {
		this.done.addAndGet(bytes);
	}

	/**
	 * Counts bytes that came over the network.
	 * @param bytes the number of bytes
	 */
	void receive(int bytes) {
		this.done.addAndGet(bytes);
		this.received.addAndGet(bytes);
	}

	long received() {
		return this.received.get();
	}

	/**
	 * Describes the progress in one line.
	 * @param elapsed the time since the start, more than 0
	 * @return the number of bytes, the rate and, if the size is known, the time left
	 */
	String line(Duration elapsed) {
		double rate = this.received.get() / (elapsed.toNanos() / 1e9);
		long all = this.total.get();
		String line = megabytes(this.done.get()) + ((all > 0) ? " of " + megabytes(all) : "") + ", "
				+ megabytes((long) rate) + "/s";
		if (all == 0 || rate == 0) {
			return line;
		}
		return "%s, %d s left".formatted(line, (long) Math.ceil((all - this.done.get()) / rate));
	}

	static String megabytes(long bytes) {
		return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
	}

}
