package io.heatlens.hub;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far a download has got.
 */
final class DownloadProgress {

	private final AtomicLong total = new AtomicLong();

	private final AtomicLong done = new AtomicLong();

	private final AtomicLong received = new AtomicLong();

	/**
	 * Learns how much there is to do.
	 * @param bytes of the whole download, 0 if unknown
	 */
	void expect(long bytes) {
		this.total.set(bytes);
	}

	/**
	 * Counts bytes that were there before.
	 * @param bytes how many; less than 0 takes some back
	 */
	void have(long bytes) {
		this.done.addAndGet(bytes);
	}

	/**
	 * Counts bytes that came over the network.
	 * @param bytes how many
	 */
	void receive(int bytes) {
		this.done.addAndGet(bytes);
		this.received.addAndGet(bytes);
	}

	long received() {
		return this.received.get();
	}

	/**
	 * Says how far it is.
	 * @param elapsed since the beginning, more than 0
	 * @return one line
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
