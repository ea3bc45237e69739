package io.heatlens.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.heatlens.engine.Deadline;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.image.Alpha;
import io.heatlens.image.DecodedImage;
import io.heatlens.image.ImageDecoder;
import io.heatlens.image.ImageException;
import io.heatlens.image.UploadLimits;
import io.heatlens.request.ApiParameter;
import io.heatlens.request.BadParameterException;
import io.heatlens.request.Parameters;
import io.heatlens.web.problem.BadRequestException;
import io.heatlens.web.problem.UploadTooLargeException;
import io.heatlens.web.problem.UploadsFullException;
import io.heatlens.web.tomcat.UploadMemory;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * Reads and decodes the images of a request. An image that cannot be decoded does not
 * affect the others. The request gets its ticket first, so that nothing is decoded while
 * the engine's queue is full.
 */
@Component
public class UploadDecoder {

	private static final long BYTES_PER_PIXEL = 3;

	private final UploadReader reader;

	private final ImageDecoder decoder;

	private final UploadLimits limits;

	private final StageMetrics metrics;

	private final Engine engine;

	private final CpuLimiter cpuLimiter;

	UploadDecoder(UploadReader reader, ImageDecoder decoder, UploadLimits limits, StageMetrics metrics, Engine engine,
			CpuLimiter cpuLimiter) {
		this.metrics = metrics;
		this.engine = engine;
		this.cpuLimiter = cpuLimiter;
		this.reader = reader;
		this.decoder = decoder;
		this.limits = limits;
	}

	/**
	 * Reads and decodes the images of a request.
	 * @param request the request, with one or more images
	 * @param parameters the parameters of the request
	 * @param most the largest number of images that the answer can hold
	 * @param deadline the time by which the answer is wanted
	 * @return the images in the order of the request, which the caller closes after the
	 * engine's work
	 * @throws BadParameterException if there are more images than the answer can hold, or
	 * if {@code alpha} is unknown
	 * @throws BadRequestException if the request has no image or cannot be read, or if
	 * its images have more pixels together than may be in flight
	 * @throws UploadTooLargeException if the body is larger than the limit
	 * @throws UploadsFullException if other requests leave no memory for the images
	 * @throws io.heatlens.engine.OverloadedException if too many requests are waiting
	 * @throws io.heatlens.engine.DeadlineExceededException if the deadline has passed
	 */
	UploadedImages decode(HttpServletRequest request, Parameters parameters, int most, Deadline deadline) {
		Alpha alpha = alpha(parameters);
		List<Upload> uploads = this.reader.read(request);
		if (uploads.size() > most) {
			throw new BadParameterException(
					"A PNG shows one image, but the request has %d. Accept application/json for more than one."
						.formatted(uploads.size()));
		}
		return decode(request, uploads, Collections.nCopies(uploads.size(), alpha), deadline);
	}

	/**
	 * Reads what is done with transparency.
	 * @param parameters the parameters of an image
	 * @return the parameter {@code alpha}, else the setting
	 * @throws BadParameterException if {@code alpha} is unknown
	 */
	public Alpha alpha(Parameters parameters) {
		return parameters.choice(ApiParameter.ALPHA, this.limits.alpha());
	}

	/**
	 * Decodes the images of a request.
	 * @param request the request that sent the images
	 * @param uploads the images, one or more
	 * @param alphas what is done with the transparency of each image
	 * @param deadline the time by which the answer is wanted
	 * @return the images in the order of the request, which the caller closes after the
	 * engine's work
	 * @throws BadRequestException if the images have more pixels together than may be in
	 * flight
	 * @throws UploadsFullException if other requests leave no memory for the images
	 * @throws io.heatlens.engine.OverloadedException if too many requests are waiting
	 * @throws io.heatlens.engine.DeadlineExceededException if the deadline has passed
	 */
	public UploadedImages decode(HttpServletRequest request, List<Upload> uploads, List<Alpha> alphas,
			Deadline deadline) {
		long start = System.nanoTime();
		EngineTicket ticket = this.engine.enter(deadline);
		try {
			UploadedImages images = new UploadedImages(
					decode(uploads, alphas, UploadMemory.Share.of(request), deadline), ticket);
			Timings.of(request).addSince("decode", start);
			return images;
		}
		catch (RuntimeException | Error ex) {
			ticket.close();
			throw ex;
		}
	}

	private List<UploadedImages.Entry> decode(List<Upload> uploads, List<Alpha> alphas, UploadMemory.Share memory,
			Deadline deadline) {
		List<UploadedImages.Entry> entries = new ArrayList<>();
		long pixels = 0;
		for (int i = 0; i < uploads.size(); i++) {
			Upload upload = uploads.get(i);
			Alpha alpha = alphas.get(i);
			UploadedImages.Entry entry = this.cpuLimiter.run(deadline, () -> decode(upload, alpha));
			entries.add(entry);
			pixels += entry.pixels();
			// All images stay in memory until the engine has answered.
			if (pixels > this.limits.maxPixelsInFlight()) {
				throw new BadRequestException("The images of one request have more than %d pixels together. Send fewer."
					.formatted(this.limits.maxPixelsInFlight()));
			}
			memory.take(BYTES_PER_PIXEL * entry.pixels());
		}
		return entries;
	}

	private UploadedImages.Entry decode(Upload upload, Alpha alpha) {
		long start = System.nanoTime();
		DecodedImage image = null;
		ImageException failure = null;
		try {
			image = this.decoder.decode(upload.bytes(), alpha);
		}
		catch (ImageException ex) {
			failure = ex;
		}
		this.metrics.decoded(upload, image, Duration.ofNanos(System.nanoTime() - start));
		return new UploadedImages.Entry(upload.name(), image, failure);
	}

}
