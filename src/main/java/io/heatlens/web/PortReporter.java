package io.heatlens.web;

import java.util.Objects;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Reports in one line that another process listens on the port.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortReporter implements SpringBootExceptionReporter {

	private static final Logger logger = LoggerFactory.getLogger(PortReporter.class);

	@Override
	public boolean reportException(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.filter(PortInUseException.class::isInstance)
			.findFirst()
			.map((taken) -> report(((PortInUseException) taken).getPort()))
			.orElse(false);
	}

	private static boolean report(int port) {
		logger.error(
				"Port {} is in use by another process. Stop that process, or choose another port, as in --server.port={}",
				port, port + 1);
		return true;
	}

}
