package io.heatlens.web.tomcat;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;

import org.springframework.util.unit.DataSize;

/**
 * Reads and discards the body of a request that was answered without it. The bytes are
 * read when they arrive, so that a slow client holds no thread. Closing a connection that
 * has unread bytes resets it, and a client that still sends never sees the answer.
 */
final class RefusedBody implements ReadListener, AsyncListener {

	private static final Duration LONGEST = Duration.ofSeconds(10);

	private final Request request;

	private final AsyncContext context;

	private final ServletInputStream body;

	private final TimedBody.Discarded discarded = new TimedBody.Discarded();

	private long left; // bytes

	private RefusedBody(Request request, DataSize largest) throws IOException {
		this.request = request;
		this.body = request.getInputStream();
		this.left = largest.toBytes();
		this.context = request.startAsync();
	}

	/**
	 * Discards the body of a request, whose answer is written. Does nothing if there is
	 * none, or if its end is unknown because the request could not be parsed.
	 * @param request the request
	 * @param largest the number of bytes to read at most
	 * @throws IOException if the client has closed the connection
	 */
	static void discard(Request request, DataSize largest) throws IOException {
		if (BodyValve.failed(request.getResponse()) || request.isFinished()) {
			return;
		}
		RefusedBody refused = new RefusedBody(request, largest);
		refused.context.setTimeout(LONGEST.toMillis());
		refused.context.addListener(refused);
		refused.body.setReadListener(refused);
	}

	// The stream itself can no longer be read, because the answer is complete.
	@Override
	public void onDataAvailable() throws IOException {
		while (this.left >= 0 && this.body.isReady()) {
			this.left -= this.request.getCoyoteRequest().doRead(this.discarded);
		}
		if (this.left < 0) {
			end();
		}
	}

	@Override
	public void onAllDataRead() {
		this.context.complete();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		end();
	}

	// Otherwise Tomcat would read the rest, for which it would hold a thread.
	private void end() {
		this.request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
		this.context.complete();
	}

	@Override
	public void onError(Throwable failure) {
		// The client has closed the connection. The other onError follows.
	}

	@Override
	public void onError(AsyncEvent event) {
		end();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		// The connection is closed.
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// The body is read to its end without another start.
	}

}
