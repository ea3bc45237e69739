package io.heatlens.web.tomcat;

import java.util.concurrent.atomic.AtomicLong;

import io.heatlens.web.problem.UploadsFullException;
import jakarta.servlet.ServletRequest;

/**
 * Bounds the memory that uploads hold, as bodies and as the pixels that they become: what
 * comes beyond it is turned away rather than let the service run out. One that is alone
 * is always let in.
 */
public class UploadMemory {

	private final AtomicLong held = new AtomicLong();

	private final long most;

	/**
	 * Nothing is held yet.
	 * @param most bytes of all requests
	 */
	UploadMemory(long most) {
		this.most = most;
	}

	/**
	 * Gives a request its share, which is empty at first.
	 * @param request that keeps it
	 * @return to be closed when the request has been answered
	 */
	Share open(ServletRequest request) {
		Share share = new Share(this.held, this.most);
		request.setAttribute(Share.class.getName(), share);
		return share;
	}

	/**
	 * Adds up.
	 * @return bytes that all requests hold
	 */
	long held() {
		return this.held.get();
	}

	/**
	 * What one request holds.
	 */
	public static final class Share implements AutoCloseable {

		private final AtomicLong all;

		private final long most;

		private long own;

		Share(AtomicLong all, long most) {
			this.all = all;
			this.most = most;
		}

		public static Share of(ServletRequest request) {
			return (request.getAttribute(Share.class.getName()) instanceof Share share) ? share
					: new Share(new AtomicLong(), Long.MAX_VALUE);
		}

		/**
		 * Takes more.
		 * @param bytes that are now held
		 * @throws UploadsFullException if others hold too much for that
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
