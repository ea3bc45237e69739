package io.heatlens.web;

import java.net.URI;

import io.heatlens.explain.UnknownMethodException;
import io.heatlens.image.ImageTooLargeException;
import io.heatlens.image.UnreadableImageException;
import io.heatlens.image.UnsupportedImageException;
import io.heatlens.vit.NoGradientPathException;
import io.heatlens.vit.OverloadedException;
import io.heatlens.vit.UnknownClassException;
import io.heatlens.vit.UnknownLayerException;
import io.heatlens.vit.UnknownModelException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Problem documents (RFC 9457): what each error of the stages means over HTTP.
 */
final class Problems {

	private Problems() {
	}

	/**
	 * Translates one of our own errors.
	 * @param error from any stage
	 * @param requestId of the request
	 * @return its problem; {@code internal} for whatever is not ours
	 */
	static ProblemDetail of(Throwable error, String requestId) {
		Kind kind = kind(error);
		String detail = kind.code().equals("internal") ? "Something went wrong inside. The log has more under this id."
				: String.valueOf(error.getMessage());
		return of(kind.status(), kind.code(), detail, requestId);
	}

	static ProblemDetail of(HttpStatus status, String code, String detail, String requestId) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(URI.create("urn:heatlens:problem:" + code));
		// Spring would put the path there, and that of the error page
		problem.setInstance(URI.create("urn:heatlens:request:" + requestId));
		problem.setTitle(status.getReasonPhrase());
		problem.setProperty("code", code);
		problem.setProperty("requestId", requestId);
		return problem;
	}

	private static Kind kind(Throwable error) {
		if (error instanceof BadRequestException) {
			return new Kind(HttpStatus.BAD_REQUEST, "bad-request");
		}
		if (error instanceof BadParameterException) {
			return new Kind(HttpStatus.BAD_REQUEST, "bad-parameter");
		}
		if (error instanceof UnknownModelException) {
			return new Kind(HttpStatus.NOT_FOUND, "unknown-model");
		}
		if (error instanceof UploadTooLargeException) {
			return new Kind(HttpStatus.CONTENT_TOO_LARGE, "upload-too-large");
		}
		if (error instanceof UnsupportedImageException) {
			return new Kind(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-image-format");
		}
		if (error instanceof OverloadedException) {
			return new Kind(HttpStatus.SERVICE_UNAVAILABLE, "overloaded");
		}
		return unprocessable(error);
	}

	private static Kind unprocessable(Throwable error) {
		HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
		if (error instanceof UnreadableImageException) {
			return new Kind(status, "unreadable-image");
		}
		if (error instanceof ImageTooLargeException) {
			return new Kind(status, "image-too-large");
		}
		if (error instanceof UnknownClassException) {
			return new Kind(status, "unknown-class");
		}
		if (error instanceof UnknownMethodException) {
			return new Kind(status, "unknown-method");
		}
		if (error instanceof UnknownLayerException) {
			return new Kind(status, "unknown-layer");
		}
		if (error instanceof NoGradientPathException) {
			return new Kind(status, "no-gradient-path");
		}
		return new Kind(HttpStatus.INTERNAL_SERVER_ERROR, "internal");
	}

	private record Kind(HttpStatus status, String code) {
	}

}
