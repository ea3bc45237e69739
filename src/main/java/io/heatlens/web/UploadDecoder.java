package io.heatlens.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.heatlens.engine.Deadline;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineTicket;
import io.heatlens.image.DecodedImage;
import io.heatlens.image.ImageDecoder;
import io.heatlens.image.ImageException;
import io.heatlens.image.UploadLimits;
import io.heatlens.request.BadParameterException;
import io.heatlens.web.problem.BadRequestException;
import io.heatlens.web.problem.UploadsFullException;
import io.heatlens.web.tomcat.UploadMemory;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * Reads and decodes a request's images; one that cannot be read does not lose the others.
 * Nothing is decoded for which the engine has no place.
 */
@Component
class UploadDecoder {

	private static final long BYTES_PER_PIXEL = 3;

	private final UploadReader reader;

	private final ImageDecoder decoder;

	private final UploadLimits limits;

	private final StageMetrics metrics;

	private final Engine engine;

	private final CpuLimiter processors;

	UploadDecoder(UploadReader reader, ImageDecoder decoder, UploadLimits limits, StageMetrics metrics, Engine engine,
			CpuLimiter processors) {
		this.metrics = metrics;
		this.engine = engine;
		this.processors = processors;
		this.reader = reader;
		this.decoder = decoder;
		this.limits = limits;
	}

	/**
	 * Reads and decodes.
	 * @param request with one or more images
	 * @param most how many its answer has room for
	 * @param deadline until when the answer is wanted
	 * @return what came of each, in their order, to be closed when they are answered
	 * @throws BadParameterException if there are more
	 * @throws BadRequestException if they have more pixels together than may be in flight
	 * @throws io.heatlens.engine.OverloadedException if too many requests are waiting
	 * @throws io.heatlens.engine.DeadlineExceededException if the time is over first
	 */
	UploadedImages decode(HttpServletRequest request, int most, Deadline deadline) {
		List<Upload> uploads = this.reader.read(request);
		if (uploads.size() > most) {
			throw new BadParameterException(
					"A PNG shows one image, but there are %d. Ask for application/json to get more."
						.formatted(uploads.size()));
		}
		return decode(request, uploads, deadline);
	}

	/**
	 * Decodes.
	 * @param request that they came with
	 * @param uploads one or more
	 * @param deadline until when the answer is wanted
	 * @return what came of each, in their order, to be closed when they are answered
	 * @throws BadRequestException if they have more pixels together than may be in flight
	 * @throws UploadsFullException if others leave no memory for them
	 * @throws io.heatlens.engine.OverloadedException if too many requests are waiting
	 * @throws io.heatlens.engine.DeadlineExceededException if the time is over first
	 */
	UploadedImages decode(HttpServletRequest request, List<Upload> uploads, Deadline deadline) {
		long start = System.nanoTime();
		EngineTicket place = this.engine.enter(deadline);
		try {
			UploadedImages images = new UploadedImages(decode(uploads, UploadMemory.Share.of(request), deadline),
					place);
			Timings.of(request).addSince("decode", start);
			return images;
		}
		catch (RuntimeException | Error ex) {
			place.close();
			throw ex;
		}
	}

	private List<UploadedImages.Entry> decode(List<Upload> uploads, UploadMemory.Share memory, Deadline deadline) {
		List<UploadedImages.Entry> entries = new ArrayList<>();
		long pixels = 0;
		for (Upload upload : uploads) {
			UploadedImages.Entry entry = this.processors.run(deadline, () -> decode(upload));
			entries.add(entry);
			pixels += entry.pixels();
			// all of them are held until the engine has answered
			if (pixels > this.limits.maxPixelsInFlight()) {
				throw new BadRequestException("The images of one request have more than %d pixels together. Send fewer."
					.formatted(this.limits.maxPixelsInFlight()));
			}
			memory.take(BYTES_PER_PIXEL * entry.pixels());
		}
		return entries;
	}

	private UploadedImages.Entry decode(Upload upload) {
		long start = System.nanoTime();
		DecodedImage image = null;
		ImageException failure = null;
		try {
			image = this.decoder.decode(upload.bytes());
		}
		catch (ImageException ex) {
			failure = ex;
		}
		this.metrics.decoded(upload, image, Duration.ofNanos(System.nanoTime() - start));
		return new UploadedImages.Entry(upload.name(), image, failure);
	}

}
