package io.heatlens.web.tomcat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.heatlens.web.problem.RequestIdFilter;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http11.Http11InputBuffer;

/**
 * Finds the id of a request whose request line or headers Tomcat could not parse. Tomcat
 * stops at the first invalid byte, and the headers after it are not known to any other
 * code.
 */
class UnparsedRequestId extends ValveBase {

	private static final Pattern END = Pattern.compile("\\r?\\n\\r?\\n");

	private static final Pattern ID = Pattern.compile("(?im)^" + RequestIdFilter.HEADER + ":[ \\t]*(.*?)[ \\t]*\\r?$");

	UnparsedRequestId() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (BodyValve.failed(response) && request.getHeader(RequestIdFilter.HEADER) == null) {
			Matcher id = ID.matcher(END.split(unparsed(request), 2)[0]);
			if (id.find()) {
				request.getCoyoteRequest().getMimeHeaders().addValue(RequestIdFilter.HEADER).setString(id.group(1));
			}
		}
		getNext().invoke(request, response);
	}

	private static String unparsed(Request request) {
		return (request.getCoyoteRequest().getInputBuffer() instanceof Http11InputBuffer input)
				? StandardCharsets.ISO_8859_1.decode(input.getByteBuffer().duplicate()).toString() : "";
	}

}
