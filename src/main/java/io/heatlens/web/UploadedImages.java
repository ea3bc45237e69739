package io.heatlens.web;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;

import io.heatlens.answer.Answers;
import io.heatlens.engine.EngineTicket;
import io.heatlens.image.DecodedImage;
import io.heatlens.image.ImageException;
import io.heatlens.web.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The images of one request, of which some may have been unreadable.
 *
 * @param entries in the order of the request
 * @param place of the request at the engine, which ends with them
 */
record UploadedImages(List<Entry> entries, EngineTicket place) implements AutoCloseable {

	/**
	 * The images that could be read.
	 * @return one or more
	 * @throws ImageException the first one's, if none could be read
	 */
	List<DecodedImage> readable() {
		List<DecodedImage> images = new ArrayList<>();
		for (Entry entry : this.entries) {
			if (entry.image() != null) {
				images.add(entry.image());
			}
		}
		ImageException first = this.entries.get(0).failure();
		if (images.isEmpty() && first != null) {
			throw first;
		}
		return images;
	}

	/**
	 * Puts what came of the readable images in their places.
	 * @param <T> what came of one
	 * @param values one a readable image, in their order
	 * @param result of an image that could be read
	 * @param requestId for the problems of the others
	 * @return one an image, in the order of the request
	 */
	<T> List<Answers.Result> results(List<T> values, BiFunction<Answers.Image, T, Answers.Result> result,
			String requestId) {
		Iterator<T> next = values.iterator();
		List<Answers.Result> results = new ArrayList<>();
		for (Entry entry : this.entries) {
			Answers.Image image = Answers.Image.of(entry.name(), entry.image());
			results.add((entry.failure() != null)
					? Answers.Result.failed(image, Problems.document(entry.failure(), requestId))
					: result.apply(image, next.next()));
		}
		return results;
	}

	@Override
	public void close() {
		this.place.close();
	}

	/**
	 * One image.
	 *
	 * @param name the client's file name, if it has one
	 * @param image if it could be read
	 * @param failure if it could not
	 */
	record Entry(@Nullable String name, @Nullable DecodedImage image, @Nullable ImageException failure) {

		long pixels() {
			return (this.image != null) ? (long) this.image.width() * this.image.height() : 0;
		}

	}

}
