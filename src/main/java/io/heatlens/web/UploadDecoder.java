package io.heatlens.web;

import java.util.ArrayList;
import java.util.List;

import io.heatlens.image.ImageDecoder;
import io.heatlens.image.ImageException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * Reads and decodes a request's images; one that cannot be read does not lose the others.
 */
@Component
class UploadDecoder {

	private final UploadReader reader;

	private final ImageDecoder decoder;

	UploadDecoder(UploadReader reader, ImageDecoder decoder) {
		this.reader = reader;
		this.decoder = decoder;
	}

	/**
	 * Reads and decodes.
	 * @param request with one or more images
	 * @param most how many its answer has room for
	 * @return what came of each, in their order
	 * @throws BadParameterException if there are more
	 */
	UploadedImages decode(HttpServletRequest request, int most) {
		List<Upload> uploads = this.reader.read(request);
		if (uploads.size() > most) {
			throw new BadParameterException(
					"A PNG shows one image, but there are %d. Ask for application/json to get more."
						.formatted(uploads.size()));
		}
		long start = System.nanoTime();
		List<UploadedImages.Entry> entries = new ArrayList<>();
		for (Upload upload : uploads) {
			try {
				entries.add(new UploadedImages.Entry(upload.name(), this.decoder.decode(upload.bytes()), null));
			}
			catch (ImageException ex) {
				entries.add(new UploadedImages.Entry(upload.name(), null, ex));
			}
		}
		Timings.of(request).addSince("decode", start);
		return new UploadedImages(entries);
	}

}
