package io.heatlens.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

import io.heatlens.image.DecodedImage;
import io.heatlens.image.ImageDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Decodes ahead of the model, on threads of its own and within a bound of memory. Images
 * come out in the order in which they are ready.
 */
final class DecodingQueue implements AutoCloseable {

	private static final int THREADS = 2;

	private final BlockingQueue<Decoded> ready = new LinkedBlockingQueue<>();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final ImageDecoder decoder;

	private final long maxPixels;

	private final int batch;

	/** One permit a pixel that is held: two of the largest images have room. */
	private final Semaphore memory;

	private final Iterator<Source> sources;

	private int left;

	/**
	 * Begins.
	 * @param decoder of files
	 * @param maxPixels of one image
	 * @param batch how many images are taken at once
	 * @param sources to decode
	 */
	DecodingQueue(ImageDecoder decoder, long maxPixels, int batch, List<Source> sources) {
		this.decoder = decoder;
		this.maxPixels = maxPixels;
		this.batch = batch;
		this.memory = new Semaphore((int) (2 * maxPixels), true);
		this.sources = sources.iterator();
		this.left = sources.size();
		for (int i = 0; i < THREADS; i++) {
			this.threads.execute(this::decodeAll);
		}
	}

	private void decodeAll() {
		try {
			for (Source source = poll(); source != null; source = poll()) {
				Decoded decoded = decode(source);
				this.memory.acquire(decoded.weight());
				this.ready.add(decoded);
			}
		}
		catch (InterruptedException ex) {
			// closed before the end
			Thread.currentThread().interrupt();
		}
	}

	private synchronized @Nullable Source poll() {
		return this.sources.hasNext() ? this.sources.next() : null;
	}

	private Decoded decode(Source source) {
		// even a light image counts, so that there are not too many of them either
		int least = Math.max(1, (int) (this.maxPixels / (2L * this.batch)));
		// no pixel takes more than 4 samples of 16 bits
		long limit = 8 * this.maxPixels + 1_000_000;
		try {
			if (source.bytes() > limit) {
				return new Decoded(source, null, Failure.tooLarge(source.bytes(), limit), least);
			}
			DecodedImage image = this.decoder.decode(Files.readAllBytes(source.file()));
			return new Decoded(source, image, null, Math.max(least, image.width() * image.height()));
		}
		catch (IOException ex) {
			return new Decoded(source, null, Failure.notRead(), least);
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			return new Decoded(source, null, Failure.of(ex), least);
		}
	}

	/**
	 * Takes images to be given to the model together.
	 * @return as many as a batch has, or as fit half of the memory: then another image
	 * fits, and nobody waits for nobody; none at the end
	 */
	List<Decoded> next() {
		List<Decoded> images = new ArrayList<>();
		long weight = 0;
		while (this.left > 0 && images.size() < this.batch && weight < this.maxPixels) {
			Decoded decoded = take();
			images.add(decoded);
			weight += decoded.weight();
			this.left--;
		}
		return images;
	}

	private Decoded take() {
		try {
			return this.ready.take();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while waiting for images", ex);
		}
	}

	/**
	 * Gives an image's share of the memory back.
	 * @param decoded that is no longer held
	 */
	void release(Decoded decoded) {
		this.memory.release(decoded.weight());
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
