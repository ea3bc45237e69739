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

	UploadedImages decode(HttpServletRequest request) {
		List<Upload> uploads = this.reader.read(request);
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
