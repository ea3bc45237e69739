package io.heatlens.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps processes that share a store from filling it at the same time. The operating
 * system releases the lock when its process ends, in whatever way.
 */
final class StoreLock {

	private static final Logger logger = LoggerFactory.getLogger(StoreLock.class);

	private StoreLock() {
	}

	/**
	 * Waits until no other process fills the store, and then runs a task under the lock.
	 * @param store the folder of the store, which is created if it is missing
	 * @param task the task that fills the store
	 * @throws IOException if the store cannot be written
	 */
	static void hold(Path store, Task task) throws IOException {
		Files.createDirectories(store);
		try (FileChannel channel = FileChannel.open(store.resolve(".heatlens.lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE)) {
			if (channel.tryLock() == null) {
				logger.info("Another process fills the store {}: waiting for it", store);
				channel.lock();
			}
			task.run();
		}
	}

	/** A task that fills the store. */
	@FunctionalInterface
	interface Task {

		void run() throws IOException;

	}

}
