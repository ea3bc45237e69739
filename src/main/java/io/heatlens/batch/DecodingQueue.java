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

import io.heatlens.image.Alpha;
import io.heatlens.image.DecodedImage;
import io.heatlens.image.ImageDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Decodes images ahead of the model, on its own threads and within a memory limit. The
 * images come out in the order in which they are decoded, which may differ from the order
 * of the files.
 */
final class DecodingQueue implements AutoCloseable {

	private static final int THREADS = 2;

	private final BlockingQueue<Decoded> ready = new LinkedBlockingQueue<>();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final ImageDecoder decoder;

	private final Alpha alpha;

	private final long maxPixels;

	private final int batch;

	/** One permit per pixel in memory; two images of the largest size fit. */
	private final Semaphore memory;

	private final Iterator<Source> sources;

	private int left;

	/**
	 * Creates a queue and starts to decode.
	 * @param decoder the decoder of the images
	 * @param alpha what is done with transparency
	 * @param maxPixels the largest number of pixels that an image may have
	 * @param batch the largest number of images per batch
	 * @param sources the image files to decode
	 */
	DecodingQueue(ImageDecoder decoder, Alpha alpha, long maxPixels, int batch, List<Source> sources) {
		this.decoder = decoder;
		this.alpha = alpha;
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
			// The queue was closed before all images were decoded.
			Thread.currentThread().interrupt();
		}
	}

	private synchronized @Nullable Source poll() {
		return this.sources.hasNext() ? this.sources.next() : null;
	}

	private Decoded decode(Source source) {
		// A minimum weight per image also limits the number of small images.
		int least = Math.max(1, (int) (this.maxPixels / (2L * this.batch)));
		// A pixel takes at most 4 samples of 16 bits, and metadata at most 1 MB.
		long limit = 8 * this.maxPixels + 1_000_000;
		try {
			if (source.bytes() > limit) {
				return new Decoded(source, null, Failure.tooLarge(source.bytes(), limit), least);
			}
			DecodedImage image = this.decoder.decode(Files.readAllBytes(source.file()), this.alpha);
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
	 * Takes the images of the next batch, and waits until they are decoded. The caller
	 * returns each image's share of the memory with {@link #release(Decoded)}.
	 * @return as many images as a batch holds, or fewer if they fill half of the memory;
	 * none if all images have been taken
	 */
	List<Decoded> next() {
		List<Decoded> images = new ArrayList<>();
		long weight = 0;
		// While this waits, its images take less than half of the memory, so another one
		// always fits.
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
	 * Returns an image's share of the memory.
	 * @param decoded the image, which is no longer in use
	 */
	void release(Decoded decoded) {
		this.memory.release(decoded.weight());
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
