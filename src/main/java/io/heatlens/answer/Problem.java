package io.heatlens.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The reason why there is no result for one of several images, as a problem document (RFC
 * 9457).
 *
 * @param type the type of the problem, a URN
 * @param title the title of the HTTP status, or {@code null} outside of HTTP
 * @param status the HTTP status, or {@code null} outside of HTTP
 * @param detail what was expected and what was found
 * @param code the code of the problem
 * @param requestId the id of the request, or {@code null} outside of HTTP
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, @Nullable String title, @Nullable Integer status, String detail, String code,
		@Nullable String requestId) {

	/** The prefix of every type. */
	public static final String TYPE = "urn:heatlens:problem:";

	/**
	 * Creates the problem of an error outside of HTTP.
	 * @param error the error, from any stage
	 * @return the problem
	 */
	public static Problem of(Throwable error) {
		ErrorCode code = ErrorCode.of(error);
		String detail = (code == ErrorCode.INTERNAL) ? "An internal error occurred. The log has the details."
				: String.valueOf(error.getMessage());
		return of(code, detail);
	}

	/**
	 * Creates a problem outside of HTTP.
	 * @param code the code of the problem
	 * @param detail what was expected and what was found
	 * @return the problem
	 */
	public static Problem of(ErrorCode code, String detail) {
		return new Problem(TYPE + code.apiName(), null, null, detail, code.apiName(), null);
	}

}
