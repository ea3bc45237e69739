package io.heatlens.web.tomcat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import io.heatlens.web.problem.ContainerProblem;
import io.heatlens.web.problem.Problems;
import io.heatlens.web.problem.RequestIdFilter;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * Answers what Tomcat refuses before any filter runs, such as a bad request line, with a
 * problem document instead of its HTML.
 */
public class ProblemErrorReportValve extends ErrorReportValve {

	private static final Set<String> TOO_LARGE = Set.of(
			StringManager.getManager(Http11InputBuffer.class).getString("iib.requestheadertoolarge.error"),
			StringManager.getManager(MimeHeaders.class).getString("headers.maxCountFail", 100));

	private static final JsonMapper JSON = JsonMapper.builder()
		.addMixIn(ProblemDetail.class, org.springframework.http.converter.json.ProblemDetailJacksonMixin.class)
		.build();

	// Tomcat calls it a bad request, and says in words alone why.
	private static boolean headersTooLarge(@Nullable Throwable throwable) {
		return throwable != null && TOO_LARGE.contains(String.valueOf(throwable.getMessage()));
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		HttpStatus status = headersTooLarge(throwable) ? HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
				: HttpStatus.valueOf(response.getStatus());
		response.setStatus(status.value());
		String id = RequestIdFilter.id(request);
		ProblemDetail problem = Problems.of(status, ContainerProblem.code(status),
				ContainerProblem.detail(status, null), id);
		try {
			write(response, problem, id);
		}
		catch (IOException ex) {
			// nobody is listening any more
			this.container.getLogger().debug("report", ex);
		}
	}

	/**
	 * Answers with a problem document.
	 * @param response whose status is set
	 * @param problem to write
	 * @param id of the request
	 * @throws IOException if nobody is listening any more
	 */
	static void write(Response response, ProblemDetail problem, String id) throws IOException {
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setHeader("X-Request-Id", id);
		response.getOutputStream().write(JSON.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
		response.finishResponse();
	}

}
