package io.heatlens.web.tomcat;

import java.util.concurrent.atomic.AtomicLong;

import io.heatlens.web.problem.UploadsFullException;
import jakarta.servlet.ServletRequest;

/**
 * Limits the memory that uploads hold, both as bodies and as decoded pixels. A request
 * that would exceed the limit is refused before the service runs out of memory, unless no
 * other request holds any.
 */
public class UploadMemory {

	private final AtomicLong held = new AtomicLong();

	private final long most;

	/**
	 * Creates the limit. No memory is held yet.
	 * @param most the largest number of bytes that all requests may hold
	 */
	UploadMemory(long most) {
		this.most = most;
	}

	/**
	 * Gives a request a share of the memory, which is empty at first.
	 * @param request the request, in which the share is stored
	 * @return the share, which the caller closes after the answer
	 */
	Share open(ServletRequest request) {
		Share share = new Share(this.held, this.most);
		request.setAttribute(Share.class.getName(), share);
		return share;
	}

	/**
	 * Returns the memory that is held.
	 * @return the number of bytes that all requests hold
	 */
	long held() {
		return this.held.get();
	}

	/**
	 * The memory that one request holds.
	 */
	public static final class Share implements AutoCloseable {

		private final AtomicLong all;

		private final long most;

		private long own;

		Share(AtomicLong all, long most) {
			this.all = all;
			this.most = most;
		}

		/**
		 * Returns the share of a request.
		 * @param request the request
		 * @return the share, or one without a limit if the request has none
		 */
		public static Share of(ServletRequest request) {
			return (request.getAttribute(Share.class.getName()) instanceof Share share) ? share
					: new Share(new AtomicLong(), Long.MAX_VALUE);
		}

		/**
		 * Adds bytes to the share. If they cannot be added, the share is emptied.
		 * @param bytes the number of additional bytes that the request holds
		 * @throws UploadsFullException if other requests hold too much memory for that
		 */
		public void take(long bytes) {
			this.own += bytes;
			long now = this.all.addAndGet(bytes);
			if (now > this.most && now > this.own) {
				close();
				throw new UploadsFullException();
			}
		}

		@Override
		public void close() {
			this.all.addAndGet(-this.own);
			this.own = 0;
		}

	}

}
