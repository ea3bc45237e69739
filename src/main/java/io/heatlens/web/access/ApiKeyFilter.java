package io.heatlens.web.access;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Recognises a client by its API key in the header {@code X-API-Key} or as a bearer
 * token. A request without a known key passes without authentication.
 */
class ApiKeyFilter extends OncePerRequestFilter {

	static final String HEADER = "X-API-Key";

	private static final String BEARER = "Bearer ";

	private final ApiKeys keys;

	ApiKeyFilter(ApiKeys keys) {
		this.keys = keys;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String name = name(request.getHeader(HEADER));
		if (name == null) {
			name = name(bearer(request));
		}
		if (name != null) {
			SecurityContextHolder.getContext()
				.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(name, null, List.of()));
		}
		chain.doFilter(request, response);
	}

	static boolean recognised() {
		return SecurityContextHolder.getContext().getAuthentication() != null;
	}

	private @Nullable String name(@Nullable String key) {
		return (key != null) ? this.keys.nameOf(key.trim()) : null;
	}

	private static @Nullable String bearer(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return StringUtils.startsWithIgnoreCase(header, BEARER) ? header.substring(BEARER.length()) : null;
	}

}
