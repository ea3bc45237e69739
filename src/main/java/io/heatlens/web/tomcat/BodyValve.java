package io.heatlens.web.tomcat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.heatlens.web.tomcat.Connections.Connection;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;

/**
 * Keeps slow bodies from holding a thread for ever. If a request is answered before its
 * body is read, the valve reads the rest for a while: closing a connection that has
 * unread bytes resets it, and the client never sees the answer.
 */
class BodyValve extends ValveBase {

	private static final Duration LINGER = Duration.ofSeconds(20);

	private final UploadTimeout timeout;

	private final UploadMemory memory;

	private final GoneClients clients;

	BodyValve(UploadTimeout timeout, UploadMemory memory, GoneClients clients) {
		super(true);
		this.timeout = timeout;
		this.memory = memory;
		this.clients = clients;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		InputBuffer original = request.getCoyoteRequest().getInputBuffer();
		OpenRequest open = this.clients.watch(connection(request.getCoyoteRequest()));
		try (UploadMemory.Share share = this.memory.open(request.getRequest())) {
			TimedBody body = new TimedBody(original, this.timeout, share);
			request.getCoyoteRequest().setInputBuffer(body);
			getNext().invoke(request, response);
			if (!failed(response) && !request.isAsync()) {
				linger(request, response, body);
			}
		}
		finally {
			request.getCoyoteRequest().setInputBuffer(original);
			open.close();
		}
	}

	// Uses the socket's own addresses, since those of the request may be a proxy's
	// headers.
	private static Connection connection(org.apache.coyote.Request request) throws IOException {
		request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
		request.action(ActionCode.REQ_REMOTEPORT_ATTRIBUTE, request);
		request.action(ActionCode.REQ_LOCALPORT_ATTRIBUTE, request);
		return new Connection(request.getLocalPort(), InetAddress.getByName(request.remoteAddr().toString()),
				request.getRemotePort());
	}

	// The end of the body is unknown if the request could not be parsed.
	static boolean failed(Response response) {
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
