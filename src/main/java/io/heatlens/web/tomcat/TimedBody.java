package io.heatlens.web.tomcat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * A request's body as it comes from the socket, as long as it comes fast enough: Tomcat's
 * own timeout starts anew with every byte.
 */
final class TimedBody implements InputBuffer {

	/** The multipart parser's and that of its reader. */
	private static final long COPIES = 2;

	private final InputBuffer body;

	private final UploadTimeout timeout;

	private final UploadMemory.Share memory;

	private boolean kept = true;

	private long started;

	private long received;

	private boolean ended;

	TimedBody(InputBuffer body, UploadTimeout timeout, UploadMemory.Share memory) {
		this.body = body;
		this.timeout = timeout;
		this.memory = memory;
	}

	@Override
	public int doRead(ApplicationBufferHandler handler) throws IOException {
		if (this.started == 0) {
			this.started = System.nanoTime();
		}
		int read = this.body.doRead(handler);
		if (read < 0) {
			this.ended = true;
			return read;
		}
		this.received += read;
		if (System.nanoTime() - this.started > this.timeout.nanosFor(this.received)) {
			throw new SocketTimeoutException("The body came too slowly.");
		}
		if (this.kept) {
			this.memory.take(COPIES * read);
		}
		return read;
	}

	@Override
	public int available() {
		return this.body.available();
	}

	/**
	 * Whether a client may still wait for word to send the body at all.
	 * @return true until something has arrived
	 */
	boolean untouched() {
		return this.received == 0;
	}

	/**
	 * Reads what is left and throws it away.
	 * @param longest that this may take
	 * @return whether the end was reached
	 * @throws IOException if the client is gone or too slow
	 */
	boolean drain(Duration longest) throws IOException {
		this.kept = false;
		long start = System.nanoTime();
		Discarded discarded = new Discarded();
		while (!this.ended && System.nanoTime() - start < longest.toNanos()) {
			doRead(discarded);
		}
		return this.ended;
	}

	// Tomcat's filters trim the buffer that they have handed over.
	private static final class Discarded implements ApplicationBufferHandler {

		private ByteBuffer buffer = EMPTY_BUFFER;

		@Override
		public void setByteBuffer(ByteBuffer buffer) {
			this.buffer = buffer;
		}

		@Override
		public ByteBuffer getByteBuffer() {
			return this.buffer;
		}

		@Override
		public void expand(int size) {
			// nothing is kept
		}

	}

}
