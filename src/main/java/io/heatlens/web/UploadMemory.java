package io.heatlens.web;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.servlet.ServletRequest;

import org.springframework.stereotype.Component;

/**
 * Bounds the memory that uploads hold, as bodies and as the pixels that they become: what
 * comes beyond it is turned away rather than let the service run out. One that is alone
 * is always let in.
 */
@Component
class UploadMemory {

	/** The rest is for readers at work, which have a bound of their own. */
	private static final long MOST = Runtime.getRuntime().maxMemory() / 4;

	private final AtomicLong held = new AtomicLong();

	/**
	 * Gives a request its share, which is empty at first.
	 * @param request that keeps it
	 * @return to be closed when the request has been answered
	 */
	Share open(ServletRequest request) {
		Share share = new Share(this.held);
		request.setAttribute(Share.class.getName(), share);
		return share;
	}

	/**
	 * What one request holds.
	 */
	static final class Share implements AutoCloseable {

		private final AtomicLong all;

		private long own;

		Share(AtomicLong all) {
			this.all = all;
		}

		static Share of(ServletRequest request) {
			return (request.getAttribute(Share.class.getName()) instanceof Share share) ? share
					: new Share(new AtomicLong());
		}

		/**
		 * Takes more.
		 * @param bytes that are now held
		 * @throws UploadsFullException if others hold too much for that
		 */
		void take(long bytes) {
			this.own += bytes;
			if (this.all.addAndGet(bytes) > MOST && this.all.get() > this.own) {
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
