package io.heatlens.web.tomcat;

import java.time.Duration;
import java.util.Set;

/**
 * A request that is being handled by the thread that created this object.
 */
final class OpenRequest implements AutoCloseable {

	/**
	 * A client counts as gone when this many lists in a row do not have its connection.
	 */
	private static final int MISSES = 2;

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
	 * Returns whether the client needs to be checked.
	 * @param pause the time between two checks
	 * @return whether the thread waits, and the request is at least that old
	 */
	boolean lasts(Duration pause) {
		return waits() && System.nanoTime() - this.since >= pause.toNanos();
	}

	private boolean waits() {
		Thread.State state = this.thread.getState();
		return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
	}

	/**
	 * Interrupts the thread if it waits and the client is gone.
	 * @param connections the connections at this time; a connection that was reset is not
	 * in the list, but a healthy one is sometimes missing too
	 */
	synchronized void look(Connections connections) {
		Boolean open = connections.open().get(this.connection);
		this.missed = (open != null) ? 0 : this.missed + 1;
		boolean gone = (open != null) ? !open : this.missed >= MISSES;
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
		Thread.interrupted(); // The thread continues with another request.
	}

}
