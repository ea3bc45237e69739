package io.heatlens.web;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;

import io.heatlens.answer.Answers;
import io.heatlens.engine.EngineTicket;
import io.heatlens.image.DecodedImage;
import io.heatlens.image.ImageException;
import io.heatlens.request.ExplanationOptions;
import io.heatlens.web.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The images of one request, some of which may be unreadable.
 *
 * @param entries the images in the order of the request
 * @param ticket the request's ticket for the engine, which is closed with the images
 */
public record UploadedImages(List<Entry> entries, EngineTicket ticket) implements AutoCloseable {

	/**
	 * Returns the images that could be read.
	 * @return the decoded images, one or more
	 * @throws ImageException the error of the first image, if no image could be read
	 */
	public List<DecodedImage> readable() {
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
	 * Checks that every image could be read, for answers that have no room for problems.
	 * @throws ImageException the error of the first image that could not be read
	 */
	public void requireReadable() {
		for (Entry entry : this.entries) {
			if (entry.failure() != null) {
				throw entry.failure();
			}
		}
	}

	/**
	 * Collects the warnings about the images.
	 * @return the warnings, each once
	 */
	public List<String> warnings() {
		return readable().stream().flatMap((image) -> image.warnings().stream()).distinct().toList();
	}

	/**
	 * Gives each image that could be read the classes of its own.
	 * @param options the options of the request
	 * @return the options for the images of {@link #readable()}
	 */
	public ExplanationOptions options(ExplanationOptions options) {
		return options.forImages(this.entries.stream().map((entry) -> entry.image() != null).toList());
	}

	/**
	 * Creates the result of each image. An unreadable image has its problem as the
	 * result.
	 * @param <T> the type of the value per readable image
	 * @param values one value per readable image, in the order of the request
	 * @param result the function that creates the result of a readable image
	 * @param requestId the id of the request for the problems of unreadable images
	 * @return one result per image, in the order of the request
	 */
	public <T> List<Answers.Result> results(List<T> values, BiFunction<Answers.Image, T, Answers.Result> result,
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
		this.ticket.close();
	}

	/**
	 * An image of the request, either decoded or with the reason why it could not be
	 * read.
	 *
	 * @param name the client's name of the file, or {@code null} if there is none
	 * @param image the decoded image, or {@code null} if it could not be read
	 * @param failure the reason why it could not be read, or {@code null} if it could
	 */
	public record Entry(@Nullable String name, @Nullable DecodedImage image, @Nullable ImageException failure) {

		long pixels() {
			return (this.image != null) ? (long) this.image.width() * this.image.height() : 0;
		}

	}

}
