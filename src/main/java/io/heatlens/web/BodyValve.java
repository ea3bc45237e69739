package io.heatlens.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;

/**
 * Keeps bodies from holding a thread for ever, and reads on for a while where an answer
 * was given early: a connection that is closed over unread bytes is reset, and its client
 * never sees the answer.
 */
class BodyValve extends ValveBase {

	private static final Duration LINGER = Duration.ofSeconds(20);

	private final UploadTimeout timeout;

	BodyValve(UploadTimeout timeout) {
		super(true);
		this.timeout = timeout;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		InputBuffer original = request.getCoyoteRequest().getInputBuffer();
		TimedBody body = new TimedBody(original, this.timeout);
		request.getCoyoteRequest().setInputBuffer(body);
		try {
			getNext().invoke(request, response);
			if (!failed(response) && !request.isAsync()) {
				linger(request, response, body);
			}
		}
		finally {
			request.getCoyoteRequest().setInputBuffer(original);
		}
	}

	// Of a request that could not be taken apart there is no telling where its body ends.
	private static boolean failed(Response response) {
		AtomicBoolean error = new AtomicBoolean();
		response.getCoyoteResponse().action(ActionCode.IS_ERROR, error);
		return error.get();
	}

	private static void linger(Request request, Response response, TimedBody body) throws IOException {
		response.finishResponse();
		if (request.getCoyoteRequest().hasExpectation() && body.untouched()) {
			return;
		}
		boolean ended = false;
		try {
			ended = body.drain(LINGER);
		}
		finally {
			if (!ended) {
				request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
			}
		}
	}

}
