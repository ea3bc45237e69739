package io.heatlens.web.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Hands the requests that filters refuse to the exception handler of the controllers, so
 * that both get the same kind of answer.
 */
@Component
@ConditionalOnWebApplication
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

	private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

	private final HandlerExceptionResolver resolver;

	private final AccessPolicy policy;

	Refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver, AccessPolicy policy) {
		this.resolver = resolver;
		this.policy = policy;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException error) {
		if (!this.policy.closed()) {
			handle(request, response, new AccessDeniedException("This address is closed to everyone"));
			return;
		}
		boolean sent = request.getHeader(ApiKeyFilter.HEADER) != null
				|| request.getHeader(HttpHeaders.AUTHORIZATION) != null;
		this.challenge.commence(request, response, error);
		refuse(request, response,
				new UnauthenticatedException(
						(sent ? "The key that was sent is not known here." : "This address needs a key.")
								+ " Send a valid key as X-API-Key or as Authorization: Bearer."));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException error) {
		refuse(request, response, new ForbiddenException("This address is closed to all clients."));
	}

	/**
	 * Answers a request that is refused.
	 * @param request the request that is refused
	 * @param response the response, which is not committed yet
	 * @param reason the reason, an exception for which {@code web.problem} has a status
	 */
	void refuse(HttpServletRequest request, HttpServletResponse response, RuntimeException reason) {
		this.resolver.resolveException(request, response, null, reason);
	}

}
