package io.heatlens.web.problem;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;

/**
 * Codes and words for errors that Spring or Tomcat raise by their status alone.
 */
public final class ContainerProblem {

	private ContainerProblem() {
	}

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

	public static String detail(HttpStatus status, @Nullable ErrorResponse known) {
		return switch (status) {
			case NOT_FOUND -> "There is nothing at this address. The API is described at /swagger-ui.html.";
			case NOT_ACCEPTABLE -> "The answer comes as application/json or, for an explanation, as image/png.";
			case UNSUPPORTED_MEDIA_TYPE ->
				"An image is sent as multipart/form-data with a part named \"image\", or as the body with the header Content-Type: image/* (such as image/jpeg) or application/octet-stream.";
			case METHOD_NOT_ALLOWED ->
				"This address does not take the request's method. /v1/explanations and /v1/predictions take POST, as in curl -F image=@photo.jpg; everything else takes GET.";
			case REQUEST_TIMEOUT -> "The request's body came too slowly, so its end was not waited for.";
			case REQUEST_HEADER_FIELDS_TOO_LARGE ->
				"The request's address and headers are larger, or more, than are read: 8 KB together, 100 headers.";
			case INTERNAL_SERVER_ERROR -> "Something went wrong inside. The log has more under this id.";
			default -> {
				String detail = (known != null) ? known.getBody().getDetail() : null;
				yield (detail != null) ? detail
						: "The request could not be understood: " + status.getReasonPhrase() + ".";
			}
		};
	}

}
