package io.heatlens.web.tomcat;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import io.heatlens.web.problem.Problems;
import io.heatlens.web.problem.RequestIdFilter;
import io.heatlens.web.problem.ThreadsFullException;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * Keeps some of Tomcat's threads for probes and metrics, and answers other requests with
 * 503 while none of the other threads is free. Slow clients can hold all of those, and a
 * service that is only overloaded must not be restarted.
 */
class ThreadReserve extends ValveBase {

	private final Semaphore others;

	/**
	 * Keeps a tenth of the threads, at least one.
	 * @param threads the number of Tomcat's threads
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

	// A request with a body is no probe, since its body could arrive slowly. The path is
	// null if the request line cannot be parsed.
	private static boolean isProbe(Request request) {
		String path = request.getDecodedRequestURI();
		return path != null && HttpMethod.GET.matches(String.valueOf(request.getMethod()))
				&& request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
				&& (path.equals("/livez") || path.equals("/readyz") || path.startsWith("/v2/health/")
						|| path.startsWith("/actuator/"));
	}

	// The rest of the body is not read, since it may arrive slowly.
	private static void refuse(Request request, Response response) throws IOException {
		request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		response.setHeader(HttpHeaders.CONNECTION, "close");
		response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
		String id = RequestIdFilter.id(request);
		ProblemErrorReportValve.write(response, Problems.of(new ThreadsFullException(), id), id);
	}

}
