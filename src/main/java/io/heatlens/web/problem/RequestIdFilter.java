package io.heatlens.web.problem;

import java.io.IOException;
import java.util.UUID;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id: the client's {@code X-Request-Id} if it is valid, otherwise
 * a new one. The id is in the answer's header, in problems and in the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestIdFilter extends OncePerRequestFilter {

	/** The header of requests and answers that holds the id. */
	public static final String HEADER = "X-Request-Id";

	/** The name of the field in the Elastic Common Schema. */
	private static final String LOGGED = "http.request.id";

	private static final String ATTRIBUTE = RequestIdFilter.class.getName();

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		response.setHeader(HEADER, id(request));
		MDC.put(LOGGED, id(request));
		try {
			chain.doFilter(request, response);
		}
		finally {
			MDC.remove(LOGGED);
		}
	}

	// A request that Tomcat refuses passes filters only on its way to the error page.
	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	/**
	 * Returns the id of a request.
	 * @param request the request, which may not have passed the filter
	 * @return the id, the same for each call with the same request
	 */
	public static String id(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof String id) {
			return id;
		}
		String id = valid(request.getHeader(HEADER));
		request.setAttribute(ATTRIBUTE, id);
		return id;
	}

	static String valid(@Nullable String id) {
		return (id != null && id.matches("[\\w.:-]{1,128}")) ? id : UUID.randomUUID().toString();
	}

}
