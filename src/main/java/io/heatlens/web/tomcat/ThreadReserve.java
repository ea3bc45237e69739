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

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/**
 * Keeps some of Tomcat's threads for probes and metrics, and answers other requests with
 * 503 while none of the other threads is free. Slow clients can hold all of those, and a
 * service that is only overloaded must not be restarted.
 */
class ThreadReserve extends ValveBase {

	private final Semaphore others;

	private final DataSize largest;

	/**
	 * Keeps a tenth of the threads, at least one.
	 * @param threads the number of Tomcat's threads
	 * @param largest the largest body of a request
	 */
	ThreadReserve(int threads, DataSize largest) {
		super(true);
		this.largest = largest;
		this.others = new Semaphore(Math.max(threads - Math.max(threads / 10, 1), 1));
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		// Tomcat comes back with an asynchronous request, which was let in or refused
		// before.
		if (isProbe(request) || request.isAsync()) {
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

	private void refuse(Request request, Response response) throws IOException {
		response.setHeader(HttpHeaders.CONNECTION, "close");
		response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
		String id = RequestIdFilter.id(request);
		ProblemErrorReportValve.write(response, Problems.of(new ThreadsFullException(), id), id);
		RefusedBody.discard(request, this.largest);
	}

}
