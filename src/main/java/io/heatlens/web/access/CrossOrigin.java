package io.heatlens.web.access;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.heatlens.web.problem.RequestIdFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets the scripts of pages from configured origins read answers (CORS).
 */
class CrossOrigin extends DefaultCorsProcessor {

	private final Refusals refusals;

	CrossOrigin(Refusals refusals) {
		this.refusals = refusals;
	}

	static CorsFilter filter(List<String> origins, Refusals refusals) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(origins);
		configuration.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.POST.name()));
		configuration.setAllowedHeaders(List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION,
				ApiKeyFilter.HEADER, RequestIdFilter.HEADER, "Request-Timeout"));
		configuration.setExposedHeaders(List.of("Server-Timing", RequestIdFilter.HEADER, "Heatlens-Status",
				HttpHeaders.RETRY_AFTER, "RateLimit", "RateLimit-Policy", HttpHeaders.WWW_AUTHENTICATE));
		configuration.setMaxAge(Duration.ofHours(1));
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/**", configuration);
		CorsFilter filter = new CorsFilter(source);
		filter.setCorsProcessor(new CrossOrigin(refusals));
		return filter;
	}

	@Override
	public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		boolean allowed = super.processRequest(configuration, request, response);
		if (!allowed) {
			this.refusals.refuse(request, response, new ForbiddenException(
					"Pages of the request's origin may not use this service, or not with this method and these headers."));
		}
		return allowed;
	}

	@Override
	protected void rejectRequest(ServerHttpResponse response) {
		// The answer is written by processRequest.
	}

}
