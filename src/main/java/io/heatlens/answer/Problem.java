package io.heatlens.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no result for one of several images: a problem document (RFC 9457).
 *
 * @param type as a URN
 * @param title of the status, over HTTP
 * @param status over HTTP
 * @param detail what was expected, and what was found
 * @param code of the kind of problem
 * @param requestId over HTTP
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, @Nullable String title, @Nullable Integer status, String detail, String code,
		@Nullable String requestId) {

	/** What types begin with. */
	public static final String TYPE = "urn:heatlens:problem:";

	/**
	 * Translates an error outside of HTTP.
	 * @param error from any stage
	 * @return its problem
	 */
	public static Problem of(Throwable error) {
		ErrorCode code = ErrorCode.of(error);
		String detail = (code == ErrorCode.INTERNAL) ? "Something went wrong inside. The log has more."
				: String.valueOf(error.getMessage());
		return of(code, detail);
	}

	/**
	 * Describes a problem outside of HTTP.
	 * @param code of its kind
	 * @param detail what was expected, and what was found
	 * @return the problem
	 */
	public static Problem of(ErrorCode code, String detail) {
		return new Problem(TYPE + code.apiName(), null, null, detail, code.apiName(), null);
	}

}
