package io.heatlens.web.tomcat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Reads a request's body from the socket while it arrives fast enough. Tomcat's own
 * timeout is not enough, since it starts again with every byte.
 */
final class TimedBody implements InputBuffer {

	/** One copy in the multipart parser, and one in the code that reads the parts. */
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
			throw new SocketTimeoutException("The request's body arrived too slowly");
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
	 * Returns whether the client may still be waiting for {@code 100 Continue} before it
	 * sends the body.
	 * @return true until a part of the body has arrived
	 */
	boolean untouched() {
		return this.received == 0;
	}

	/**
	 * Reads and discards the rest of the body.
	 * @param longest the longest time that this may take
	 * @return whether the end of the body was reached
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

	// Keeps the buffer, because Tomcat's filters shorten it after they have handed it
	// over.
	static final class Discarded implements ApplicationBufferHandler {

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
			// The bytes are discarded, so no buffer has to grow.
		}

	}

}
