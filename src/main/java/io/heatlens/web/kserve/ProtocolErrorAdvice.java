package io.heatlens.web.kserve;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Adds the member {@code error}, in which clients of the Open Inference Protocol look for
 * the message, to the problem documents of its addresses.
 */
@RestControllerAdvice("io.heatlens.web")
class ProtocolErrorAdvice implements ResponseBodyAdvice<Object> {

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		if (body instanceof ProblemDetail problem && request instanceof ServletServerHttpRequest servlet
				&& path(servlet.getServletRequest()).matches("/v2(/.*)?")) {
			problem.setProperty("error", problem.getDetail());
		}
		return body;
	}

	// An error that was forwarded to the error page still knows where it came from.
	private static String path(HttpServletRequest request) {
		Object origin = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		String address = (origin instanceof String uri) ? uri : request.getRequestURI();
		return address.substring(request.getContextPath().length());
	}

}
