package io.heatlens.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/**
 * Loads libtorch in the background while Spring creates its beans: this takes most of a
 * second and needs none of them.
 */
class LibtorchPreloader implements ApplicationListener<ApplicationStartingEvent> {

	private static final Logger logger = LoggerFactory.getLogger(LibtorchPreloader.class);

	@Override
	public void onApplicationEvent(ApplicationStartingEvent event) {
		Thread thread = new Thread(Libtorch::load, "heatlens-libtorch");
		thread.setDaemon(true);
		// The engine meets the same failure later, and then the start fails.
		thread.setUncaughtExceptionHandler((failed, failure) -> logger.debug("libtorch was not preloaded", failure));
		thread.start();
	}

}
