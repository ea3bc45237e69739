package io.heatlens.web.tomcat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

import io.heatlens.web.problem.ContainerProblem;
import io.heatlens.web.problem.Problems;
import io.heatlens.web.problem.RequestIdFilter;
import org.apache.catalina.Context;
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
 * Answers requests that Tomcat refuses before any filter runs, such as those with an
 * invalid request line, with a problem document instead of HTML.
 */
public class ProblemErrorReportValve extends ErrorReportValve {

	private static final Set<String> TOO_LARGE = Set.of(
			StringManager.getManager(Http11InputBuffer.class).getString("iib.requestheadertoolarge.error"),
			StringManager.getManager(MimeHeaders.class).getString("headers.maxCountFail", 100));

	private static final JsonMapper JSON = JsonMapper.builder()
		.addMixIn(ProblemDetail.class, org.springframework.http.converter.json.ProblemDetailJacksonMixin.class)
		.build();

	// Tomcat reports a bad request, and only the message tells the reason.
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
				ContainerProblem.detail(status, null, path()), id);
		try {
			write(response, problem, id);
		}
		catch (IOException ex) {
			// The client has closed the connection.
			this.container.getLogger().debug("The problem could not be written", ex);
		}
	}

	// Outside of the path of the service there is no context to ask.
	private String path() {
		return Arrays.stream(this.container.findChildren())
			.filter(Context.class::isInstance)
			.map((context) -> ((Context) context).getPath())
			.findFirst()
			.orElse("");
	}

	/**
	 * Writes a problem document as the answer.
	 * @param response the response, whose status is set
	 * @param problem the problem to write
	 * @param id the id of the request
	 * @throws IOException if the client has closed the connection
	 */
	static void write(Response response, ProblemDetail problem, String id) throws IOException {
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setHeader(RequestIdFilter.HEADER, id);
		response.getOutputStream().write(JSON.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
		response.finishResponse();
	}

}
