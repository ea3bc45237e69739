package io.heatlens.web.problem;

import java.net.URI;
import java.util.Map;

import io.heatlens.answer.ErrorCode;
import io.heatlens.answer.Problem;
import io.heatlens.web.access.ForbiddenException;
import io.heatlens.web.access.RateLimitedException;
import io.heatlens.web.access.UnauthenticatedException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Creates problem documents (RFC 9457). {@link ErrorCode} gives each exception of the
 * stages its code, and this class gives each code its HTTP status: the complete list,
 * except for statuses that Spring or Tomcat set (see {@link ContainerProblem}) and those
 * of the health endpoints.
 */
public final class Problems {

	/** The errors that occur over HTTP only; the others have an {@link ErrorCode}. */
	private static final Map<Class<? extends Throwable>, Kind> KINDS = Map.ofEntries(
			Map.entry(BadRequestException.class, new Kind(HttpStatus.BAD_REQUEST, "bad-request")),
			Map.entry(UnauthenticatedException.class, new Kind(HttpStatus.UNAUTHORIZED, "unauthenticated")),
			Map.entry(ForbiddenException.class, new Kind(HttpStatus.FORBIDDEN, "forbidden")),
			Map.entry(UploadTooLargeException.class, new Kind(HttpStatus.CONTENT_TOO_LARGE, "upload-too-large")),
			Map.entry(RateLimitedException.class, new Kind(HttpStatus.TOO_MANY_REQUESTS, "rate-limited")),
			Map.entry(NotReadyException.class, new Kind(HttpStatus.SERVICE_UNAVAILABLE, "not-ready")),
			Map.entry(UploadsFullException.class, overloaded()), Map.entry(ThreadsFullException.class, overloaded()));

	private Problems() {
	}

	/**
	 * Creates the problem document of an error.
	 * @param error the error, from any stage
	 * @param requestId the id of the request
	 * @return the problem, with the code {@code internal} for errors that have no other
	 * code
	 */
	public static ProblemDetail of(Throwable error, String requestId) {
		Kind kind = kind(error);
		String detail = (kind.status() == HttpStatus.INTERNAL_SERVER_ERROR)
				? "An internal error occurred. The service's log has the details under this request id."
				: String.valueOf(error.getMessage());
		return of(kind.status(), kind.code(), detail, requestId);
	}

	/**
	 * Creates the problem of an error for use as a part of an answer.
	 * @param error the error, from any stage
	 * @param requestId the id of the request
	 * @return the problem
	 */
	public static Problem document(Throwable error, String requestId) {
		ProblemDetail problem = of(error, requestId);
		return new Problem(String.valueOf(problem.getType()), problem.getTitle(), problem.getStatus(),
				String.valueOf(problem.getDetail()), kind(error).code(), requestId);
	}

	/**
	 * Creates a problem document.
	 * @param status the status of the response
	 * @param code the code of the problem in the API
	 * @param detail what was wrong, for the client
	 * @param requestId the id of the request
	 * @return the document
	 */
	public static ProblemDetail of(HttpStatus status, String code, String detail, String requestId) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(URI.create(Problem.TYPE + code));
		// Otherwise Spring would set the path of the request or, after a forward, that of
		// the error page.
		problem.setInstance(URI.create("urn:heatlens:request:" + requestId));
		problem.setTitle(status.getReasonPhrase());
		problem.setProperty("code", code);
		problem.setProperty("requestId", requestId);
		return problem;
	}

	private static Kind overloaded() {
		return new Kind(HttpStatus.SERVICE_UNAVAILABLE, ErrorCode.OVERLOADED.apiName());
	}

	private static Kind kind(Throwable error) {
		Kind kind = KINDS.get(error.getClass());
		if (kind != null) {
			return kind;
		}
		ErrorCode code = ErrorCode.of(error);
		return new Kind(status(code), code.apiName());
	}

	private static HttpStatus status(ErrorCode code) {
		return switch (code) {
			case BAD_PARAMETER -> HttpStatus.BAD_REQUEST;
			case UNKNOWN_MODEL -> HttpStatus.NOT_FOUND;
			case UNSUPPORTED_IMAGE_FORMAT -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
			case OVERLOADED -> HttpStatus.SERVICE_UNAVAILABLE;
			case DEADLINE_EXCEEDED -> HttpStatus.GATEWAY_TIMEOUT;
			case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
			case UNSUPPORTED_TASK, PROMPTS_NEEDED, UNKNOWN_CLASS, UNKNOWN_METHOD, UNSUPPORTED_METHOD, UNKNOWN_LAYER,
					NO_GRADIENT_PATH, UNREADABLE_IMAGE, IMAGE_TOO_LARGE ->
				HttpStatus.UNPROCESSABLE_CONTENT;
		};
	}

	private record Kind(HttpStatus status, String code) {
	}

}
