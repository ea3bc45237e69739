package io.heatlens.web.problem;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/**
 * Codes and texts for the errors that Spring or Tomcat report by their HTTP status alone.
 */
public final class ContainerProblem {

	private ContainerProblem() {
	}

	/**
	 * Finds the problem code of a status.
	 * @param status the status of an error that has no exception of its own
	 * @return the code in the API
	 */
	public static String code(HttpStatus status) {
		return switch (status) {
			case UNAUTHORIZED -> "unauthenticated";
			case FORBIDDEN -> "forbidden";
			case NOT_FOUND -> "not-found";
			case METHOD_NOT_ALLOWED -> "method-not-allowed";
			case NOT_ACCEPTABLE -> "not-acceptable";
			case REQUEST_TIMEOUT -> "request-timeout";
			case CONTENT_TOO_LARGE -> "upload-too-large";
			case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
			case REQUEST_HEADER_FIELDS_TOO_LARGE -> "headers-too-large";
			case SERVICE_UNAVAILABLE -> "not-ready";
			case NOT_IMPLEMENTED, HTTP_VERSION_NOT_SUPPORTED -> "bad-request";
			default -> status.is4xxClientError() ? "bad-request" : "internal";
		};
	}

	/**
	 * Describes an error.
	 * @param status the status of the error
	 * @param known the error that Spring raised, null if the container raised it
	 * @param path the path of the service, with which its addresses begin; may be empty
	 * @return one sentence or more, for the client
	 */
	public static String detail(HttpStatus status, @Nullable ErrorResponse known, String path) {
		return switch (status) {
			case NOT_FOUND ->
				"There is nothing at this address. The API is described at %s/swagger-ui.html.".formatted(path);
			case NOT_ACCEPTABLE ->
				"Answers come as application/json or, for explanations and similarities, as image/png.";
			case UNSUPPORTED_MEDIA_TYPE -> takesJson(known)
					? "This address of KServe's protocol takes JSON with images in base64, and the header Content-Type: application/json. Files as multipart/form-data or as the body go to /v1/explanations and /v1/predictions."
					: "An image is sent as multipart/form-data with a part named \"image\", or as the body with the header Content-Type: image/* (such as image/jpeg) or application/octet-stream. /v1/similarities takes multipart/form-data only, with another part named \"reference\". The addresses of KServe's protocol take application/json.";
			case METHOD_NOT_ALLOWED ->
				"This address does not take the request's method. %1$s/v1/explanations, %1$s/v1/predictions and %1$s/v1/similarities take POST, as in curl -F image=@photo.jpg, and so do :explain, :predict and infer of KServe's protocols; everything else takes GET."
					.formatted(path);
			case REQUEST_TIMEOUT -> "The request's body arrived too slowly, so the service stopped reading it.";
			case REQUEST_HEADER_FIELDS_TOO_LARGE ->
				"The request's address and headers are too large: at most 8 KB together and 100 headers are read.";
			case INTERNAL_SERVER_ERROR ->
				"An internal error occurred. The service's log has the details under this request id.";
			default -> {
				String detail = (known != null) ? known.getBody().getDetail() : null;
				yield (detail != null) ? detail
						: "The request could not be understood: " + status.getReasonPhrase() + ".";
			}
		};
	}

	private static boolean takesJson(@Nullable ErrorResponse known) {
		return known instanceof HttpMediaTypeNotSupportedException unsupported
				&& unsupported.getSupportedMediaTypes().contains(MediaType.APPLICATION_JSON);
	}

}
