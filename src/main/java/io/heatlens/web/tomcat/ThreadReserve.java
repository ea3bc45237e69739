package io.heatlens.web.tomcat;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import io.heatlens.answer.ErrorCode;
import io.heatlens.web.problem.Problems;
import io.heatlens.web.problem.RequestIdFilter;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * Keeps some of Tomcat's threads for probes and metrics: slow clients can hold all the
 * others, and a service that is merely beset is not to be restarted.
 */
class ThreadReserve extends ValveBase {

	private final Semaphore others;

	/**
	 * Keeps a tenth.
	 * @param threads that Tomcat has
	 */
	ThreadReserve(int threads) {
		super(true);
		this.others = new Semaphore(Math.max(threads - Math.max(threads / 10, 1), 1));
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (isProbe(request)) {
			getNext().invoke(request, response);
			return;
		}
		if (!this.others.tryAcquire()) {
			refuse(request, response);
			return;
		}
		try {
			getNext().invoke(request, response);
		}
		finally {
			this.others.release();
		}
	}

	// With a body it could be slow itself; an unreadable request line has no path
	private static boolean isProbe(Request request) {
		String path = request.getDecodedRequestURI();
		return path != null && HttpMethod.GET.matches(String.valueOf(request.getMethod()))
				&& request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
				&& (path.equals("/livez") || path.equals("/readyz") || path.startsWith("/v2/health/")
						|| path.startsWith("/actuator/"));
	}

	// Whoever comes too slowly is not waited for
	private static void refuse(Request request, Response response) throws IOException {
		request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		response.setHeader(HttpHeaders.CONNECTION, "close");
		response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
		ProblemErrorReportValve.write(response,
				Problems.of(HttpStatus.SERVICE_UNAVAILABLE, ErrorCode.OVERLOADED.apiName(),
						"As many requests as may be at work are reading, computing or writing. Try again in a second.",
						RequestIdFilter.id(request)),
				RequestIdFilter.id(request));
	}

}
