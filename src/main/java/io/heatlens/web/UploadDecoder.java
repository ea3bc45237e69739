package io.heatlens.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.heatlens.image.DecodedImage;
import io.heatlens.image.ImageDecoder;
import io.heatlens.image.ImageException;
import io.heatlens.image.UploadLimits;
import io.heatlens.request.BadParameterException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * Reads and decodes a request's images; one that cannot be read does not lose the others.
 */
@Component
class UploadDecoder {

	private static final long BYTES_PER_PIXEL = 3;

	private final UploadReader reader;

	private final ImageDecoder decoder;

	private final UploadLimits limits;

	private final StageMetrics metrics;

	UploadDecoder(UploadReader reader, ImageDecoder decoder, UploadLimits limits, StageMetrics metrics) {
		this.metrics = metrics;
		this.reader = reader;
		this.decoder = decoder;
		this.limits = limits;
	}

	/**
	 * Reads and decodes.
	 * @param request with one or more images
	 * @param most how many its answer has room for
	 * @return what came of each, in their order
	 * @throws BadParameterException if there are more
	 * @throws BadRequestException if they have more pixels together than may be in flight
	 */
	UploadedImages decode(HttpServletRequest request, int most) {
		List<Upload> uploads = this.reader.read(request);
		if (uploads.size() > most) {
			throw new BadParameterException(
					"A PNG shows one image, but there are %d. Ask for application/json to get more."
						.formatted(uploads.size()));
		}
		return decode(request, uploads);
	}

	/**
	 * Decodes.
	 * @param request that they came with
	 * @param uploads one or more
	 * @return what came of each, in their order
	 * @throws BadRequestException if they have more pixels together than may be in flight
	 * @throws UploadsFullException if others leave no memory for them
	 */
	UploadedImages decode(HttpServletRequest request, List<Upload> uploads) {
		long start = System.nanoTime();
		List<UploadedImages.Entry> entries = new ArrayList<>();
		UploadMemory.Share memory = UploadMemory.Share.of(request);
		long pixels = 0;
		for (Upload upload : uploads) {
			UploadedImages.Entry entry = decode(upload);
			entries.add(entry);
			pixels += entry.pixels();
			// all of them are held until the engine has answered
			if (pixels > this.limits.maxPixelsInFlight()) {
				throw new BadRequestException("The images of one request have more than %d pixels together. Send fewer."
					.formatted(this.limits.maxPixelsInFlight()));
			}
			memory.take(BYTES_PER_PIXEL * entry.pixels());
		}
		Timings.of(request).addSince("decode", start);
		return new UploadedImages(entries);
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
