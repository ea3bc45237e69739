package io.heatlens.web.tomcat;

import java.time.Duration;
import java.util.Set;

/**
 * A request that is worked on by the thread that made this.
 */
final class OpenRequest implements AutoCloseable {

	private static final int TWICE = 2;

	private final Connections.Connection connection;

	private final Set<OpenRequest> all;

	private final Thread thread = Thread.currentThread();

	private final long since = System.nanoTime();

	private int missed;

	private boolean ended;

	OpenRequest(Connections.Connection connection, Set<OpenRequest> all) {
		this.connection = connection;
		this.all = all;
	}

	/**
	 * Says whether it is worth a look.
	 * @param pause between two looks
	 * @return whether it waits, and came at least that long ago
	 */
	boolean lasts(Duration pause) {
		return waits() && System.nanoTime() - this.since >= pause.toNanos();
	}

	private boolean waits() {
		Thread.State state = this.thread.getState();
		return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
	}

	/**
	 * Ends the thread's waiting if the client is gone.
	 * @param connections as they are now; one that was reset is not among them, nor, now
	 * and then, one that is well
	 */
	synchronized void look(Connections connections) {
		Boolean open = connections.open().get(this.connection);
		this.missed = (open != null) ? 0 : this.missed + 1;
		boolean gone = (open != null) ? !open : this.missed >= TWICE;
		if (gone && !this.ended && waits()) {
			this.thread.interrupt();
		}
	}

	@Override
	public void close() {
		this.all.remove(this);
		synchronized (this) {
			this.ended = true;
		}
		Thread.interrupted(); // the thread goes on to another request
	}

}
