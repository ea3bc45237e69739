package io.heatlens.web;

import java.io.IOException;
import java.util.List;

import io.heatlens.image.UploadLimits;
import io.heatlens.web.problem.BadRequestException;
import io.heatlens.web.problem.UploadTooLargeException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * Reads the images of a request, either from parts named {@code image} or from the whole
 * body.
 */
@Component
public class UploadReader {

	/** The largest number of images of a request. */
	public static final int MOST_IMAGES = 50;

	private final UploadLimits limits;

	UploadReader(UploadLimits limits) {
		this.limits = limits;
	}

	/**
	 * Reads the images of a request.
	 * @param request the request, with a multipart or a raw body
	 * @return the images in the order of the request, one or more
	 * @throws BadRequestException if there is no image, or the body cannot be read
	 * @throws UploadTooLargeException if the body is larger than the limit
	 */
	List<Upload> read(HttpServletRequest request) {
		if (request instanceof MultipartHttpServletRequest multipart) {
			return parts(multipart);
		}
		byte[] body = body(request);
		if (body.length == 0) {
			throw new BadRequestException(
					"The request has no body. Send the image as the body, or in a part named \"image\".");
		}
		return List.of(new Upload(null, body));
	}

	/**
	 * Reads the whole body of a request.
	 * @param request the request, whose body is not multipart
	 * @return the body, which may be empty
	 * @throws BadRequestException if the body cannot be read to its end
	 * @throws UploadTooLargeException if the body is larger than the limit
	 */
	public byte[] body(HttpServletRequest request) {
		long limit = this.limits.maxSize().toBytes();
		if (request.getContentLengthLong() > limit) {
			throw new UploadTooLargeException(this.limits.maxSize());
		}
		byte[] bytes = read(request, (int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
		if (bytes.length > limit) {
			throw new UploadTooLargeException(this.limits.maxSize());
		}
		return bytes;
	}

	private static byte[] read(HttpServletRequest request, int most) {
		try {
			return request.getInputStream().readNBytes(most);
		}
		catch (IOException ex) {
			throw new BadRequestException("The request's body could not be read to its end.");
		}
	}

	private static List<Upload> parts(MultipartHttpServletRequest request) {
		List<Upload> uploads = ImageParts.read(request);
		if (uploads.size() > MOST_IMAGES) {
			throw new UploadTooLargeException(
					"A request may have %d images, but there are %d.".formatted(MOST_IMAGES, uploads.size()));
		}
		if (uploads.isEmpty()) {
			throw new BadRequestException(
					"There is no part named \"image\". Send the file in such a part, as in curl -F image=@photo.jpg.");
		}
		return uploads;
	}

}
