package io.heatlens.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.heatlens.web.problem.BadRequestException;
import io.heatlens.web.tomcat.UploadMemory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * Finds the images among the parts of a form: files, parts named {@code image} or
 * {@code reference}, and parts with the content type of an image. Some clients send
 * images without a file name, which the parser takes for text fields.
 */
final class ImageParts {

	private static final String NAME = "image";

	private static final String REFERENCE = "reference";

	/** Two bytes for each character of the text that the parser makes of such a part. */
	private static final int BYTES_AS_TEXT = 2;

	private ImageParts() {
	}

	/**
	 * Reads the images of a form.
	 * @param request the request, with a multipart body
	 * @return the images in the order of the request, none if there are none
	 * @throws BadRequestException if an image has another name
	 * @throws io.heatlens.web.problem.UploadsFullException if other requests leave no
	 * memory for the images
	 */
	static List<Upload> read(MultipartHttpServletRequest request) {
		return uploads(request, images(request, List.of(NAME)));
	}

	/**
	 * Reads the images of a form that compares an image with references.
	 * @param request the request, with a multipart body
	 * @param most the largest number of references
	 * @return the image, followed by the references in the order of the request
	 * @throws BadRequestException if there is not one image, if there are too few or too
	 * many references, or if an image has another name
	 */
	static List<Upload> imageAndReferences(MultipartHttpServletRequest request, int most) {
		Map<String, List<Part>> images = images(request, List.of(NAME, REFERENCE)).stream()
			.collect(Collectors.groupingBy(Part::getName));
		List<Part> image = images.getOrDefault(NAME, List.of());
		List<Part> references = images.getOrDefault(REFERENCE, List.of());
		if (image.size() != 1 || references.isEmpty() || references.size() > most) {
			throw new BadRequestException(
					"One image in a part named \"image\" is compared with %s named \"reference\", as in curl -F image=@one.jpg -F reference=@other.jpg, but there are %d and %d."
						.formatted((most == 1) ? "one in a part" : "1 to %d in parts".formatted(most), image.size(),
								references.size()));
		}
		return uploads(request, Stream.concat(image.stream(), references.stream()).toList());
	}

	private static List<Part> images(MultipartHttpServletRequest request, List<String> names) {
		List<Part> images = parts(request).stream().filter(ImageParts::isImage).toList();
		images.stream().map(Part::getName).filter((name) -> !names.contains(name)).findFirst().ifPresent((name) -> {
			throw new BadRequestException("Files are expected in parts named \"%s\", but there is one named \"%s\"."
				.formatted(String.join("\" or \"", names), name));
		});
		return images;
	}

	private static List<Upload> uploads(MultipartHttpServletRequest request, List<Part> images) {
		images.stream()
			.filter((part) -> fileName(part) == null)
			.forEach((part) -> UploadMemory.Share.of(request).take(BYTES_AS_TEXT * part.getSize()));
		return images.stream().map((part) -> new Upload(fileName(part), bytes(part))).toList();
	}

	/**
	 * Lists the images that the parser takes for text fields.
	 * @param request the request, with any kind of body
	 * @return the names of the fields
	 */
	static List<String> fields(HttpServletRequest request) {
		return (request instanceof MultipartHttpServletRequest multipart) ? parts(multipart).stream()
			.filter((part) -> isImage(part) && fileName(part) == null)
			.map(Part::getName)
			.toList() : List.of();
	}

	private static boolean isImage(Part part) {
		String type = part.getContentType();
		return fileName(part) != null || part.getName().equals(NAME) || part.getName().equals(REFERENCE)
				|| (type != null && type.toLowerCase(Locale.ROOT).startsWith("image/"));
	}

	private static @Nullable String fileName(Part part) {
		String disposition = part.getHeader(HttpHeaders.CONTENT_DISPOSITION);
		return (disposition != null) ? ContentDisposition.parse(disposition).getFilename() : null;
	}

	private static List<Part> parts(MultipartHttpServletRequest request) {
		try {
			return List.copyOf(request.getParts());
		}
		catch (IOException | ServletException ex) {
			throw new IllegalStateException("The parts cannot be listed although they have been parsed", ex);
		}
	}

	private static byte[] bytes(Part part) {
		try (InputStream content = part.getInputStream()) {
			return content.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("A part cannot be read although parts are held in memory", ex);
		}
	}

}
