package io.heatlens.web;

import java.io.IOException;

import io.heatlens.engine.Engine;
import io.heatlens.engine.OverloadedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses requests before their bodies are read while the engine's queue is full. It runs
 * after the filters for keys and rate limits.
 */
@Component
@ConditionalOnWebApplication
@Order(0)
class OverloadFilter extends OncePerRequestFilter {

	private final Engine engine;

	private final HandlerExceptionResolver resolver;

	OverloadFilter(Engine engine, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
		this.engine = engine;
		this.resolver = resolver;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getServletPath();
		return !request.getMethod().equals(HttpMethod.POST.name())
				|| !(path.startsWith("/v1/") || path.startsWith("/v2/"));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			this.engine.checkRoom();
		}
		catch (OverloadedException ex) {
			this.resolver.resolveException(request, response, null, ex);
			return;
		}
		chain.doFilter(request, response);
	}

}
