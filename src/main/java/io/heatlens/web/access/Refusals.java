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
 * Has what filters refuse answered in the same place as what controllers refuse.
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
			handle(request, response, new AccessDeniedException("closed to everyone"));
			return;
		}
		boolean sent = request.getHeader(ApiKeyFilter.HEADER) != null
				|| request.getHeader(HttpHeaders.AUTHORIZATION) != null;
		this.challenge.commence(request, response, error);
		refuse(request, response,
				new UnauthenticatedException(
						(sent ? "The key that was sent is not one of those known here." : "This address needs a key.")
								+ " Send it as X-API-Key or as Authorization: Bearer."));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException error) {
		refuse(request, response, new ForbiddenException("This address is closed."));
	}

	/**
	 * Answers a refusal.
	 * @param request that is refused
	 * @param response not yet committed
	 * @param reason that {@code web} knows the status of
	 */
	void refuse(HttpServletRequest request, HttpServletResponse response, RuntimeException reason) {
		this.resolver.resolveException(request, response, null, reason);
	}

}
