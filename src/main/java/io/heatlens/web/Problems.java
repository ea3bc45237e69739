package io.heatlens.web;

import java.net.URI;
import java.util.Map;

import io.heatlens.explain.UnknownMethodException;
import io.heatlens.explain.UnsupportedMethodException;
import io.heatlens.image.ImageTooLargeException;
import io.heatlens.image.UnreadableImageException;
import io.heatlens.image.UnsupportedImageException;
import io.heatlens.request.BadParameterException;
import io.heatlens.vit.DeadlineExceededException;
import io.heatlens.vit.NoGradientPathException;
import io.heatlens.vit.OverloadedException;
import io.heatlens.vit.UnknownClassException;
import io.heatlens.vit.UnknownLayerException;
import io.heatlens.vit.UnknownModelException;
import io.heatlens.web.access.ForbiddenException;
import io.heatlens.web.access.RateLimitedException;
import io.heatlens.web.access.UnauthenticatedException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Problem documents (RFC 9457): what each error of the stages means over HTTP.
 */
final class Problems {

	private static final Kind INTERNAL = new Kind(HttpStatus.INTERNAL_SERVER_ERROR, "internal");

	private static final Map<Class<? extends Throwable>, Kind> KINDS = Map.ofEntries(
			Map.entry(BadRequestException.class, new Kind(HttpStatus.BAD_REQUEST, "bad-request")),
			Map.entry(BadParameterException.class, new Kind(HttpStatus.BAD_REQUEST, "bad-parameter")),
			Map.entry(UnauthenticatedException.class, new Kind(HttpStatus.UNAUTHORIZED, "unauthenticated")),
			Map.entry(ForbiddenException.class, new Kind(HttpStatus.FORBIDDEN, "forbidden")),
			Map.entry(UnknownModelException.class, new Kind(HttpStatus.NOT_FOUND, "unknown-model")),
			Map.entry(UploadTooLargeException.class, new Kind(HttpStatus.CONTENT_TOO_LARGE, "upload-too-large")),
			Map.entry(UnsupportedImageException.class,
					new Kind(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-image-format")),
			Map.entry(UnreadableImageException.class, new Kind(HttpStatus.UNPROCESSABLE_CONTENT, "unreadable-image")),
			Map.entry(ImageTooLargeException.class, new Kind(HttpStatus.UNPROCESSABLE_CONTENT, "image-too-large")),
			Map.entry(UnknownClassException.class, new Kind(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-class")),
			Map.entry(UnknownMethodException.class, new Kind(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-method")),
			Map.entry(UnknownLayerException.class, new Kind(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-layer")),
			Map.entry(NoGradientPathException.class, new Kind(HttpStatus.UNPROCESSABLE_CONTENT, "no-gradient-path")),
			Map.entry(UnsupportedMethodException.class,
					new Kind(HttpStatus.UNPROCESSABLE_CONTENT, "unsupported-method")),
			Map.entry(RateLimitedException.class, new Kind(HttpStatus.TOO_MANY_REQUESTS, "rate-limited")),
			Map.entry(NotReadyException.class, new Kind(HttpStatus.SERVICE_UNAVAILABLE, "not-ready")),
			Map.entry(OverloadedException.class, new Kind(HttpStatus.SERVICE_UNAVAILABLE, "overloaded")),
			Map.entry(DeadlineExceededException.class, new Kind(HttpStatus.GATEWAY_TIMEOUT, "deadline-exceeded")));

	private Problems() {
	}

	/**
	 * Translates one of our own errors.
	 * @param error from any stage
	 * @param requestId of the request
	 * @return its problem; {@code internal} for whatever is not ours
	 */
	static ProblemDetail of(Throwable error, String requestId) {
		Kind kind = KINDS.getOrDefault(error.getClass(), INTERNAL);
		String detail = kind.equals(INTERNAL) ? "Something went wrong inside. The log has more under this id."
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

	private record Kind(HttpStatus status, String code) {
	}

}
