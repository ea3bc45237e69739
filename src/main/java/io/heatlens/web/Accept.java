package io.heatlens.web;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * Chooses the format of an explanation by the request's header {@code Accept}.
 */
final class Accept {

	private Accept() {
	}

	/**
	 * Chooses between JSON and PNG.
	 * @param request the request, with or without the header {@code Accept}
	 * @return whether PNG is preferred; false if both formats are equally acceptable
	 * @throws HttpMediaTypeNotAcceptableException if neither format is acceptable
	 */
	static boolean prefersPng(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		List<MediaType> accepted = accepted(request);
		double json = quality(MediaType.APPLICATION_JSON, accepted);
		double png = quality(MediaType.IMAGE_PNG, accepted);
		if (json == 0 && png == 0) {
			throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON, MediaType.IMAGE_PNG));
		}
		return png > json;
	}

	private static List<MediaType> accepted(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		List<String> header = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
		try {
			List<MediaType> accepted = MediaType.parseMediaTypes(header);
			return accepted.isEmpty() ? List.of(MediaType.ALL) : accepted;
		}
		catch (InvalidMediaTypeException ex) {
			throw new HttpMediaTypeNotAcceptableException("Could not parse 'Accept' header");
		}
	}

	// The most specific entry that covers a type gives its quality (RFC 9110, 12.5.1).
	private static double quality(MediaType type, List<MediaType> accepted) {
		return accepted.stream()
			.filter((entry) -> entry.includes(type))
			.max(Comparator.comparingInt((entry) -> entry.isWildcardType() ? 0 : entry.isWildcardSubtype() ? 1 : 2))
			.map(MediaType::getQualityValue)
			.orElse(0.0);
	}

}
