package io.heatlens.web;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Stops the start at once if another process listens on the service's port. Spring finds
 * that out only after all models are loaded.
 */
class PortCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	private static final Logger logger = LoggerFactory.getLogger(PortCheck.class);

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		Environment environment = event.getEnvironment();
		String port = environment.getProperty("server.port", "8080");
		// Another value is refused or served by Spring.
		if (event.getSpringApplication().getWebApplicationType() == WebApplicationType.SERVLET
				&& !environment.containsProperty("spring.main.web-application-type") && port.matches("[1-9]\\d{0,4}")) {
			check(environment.getProperty("server.address"), Integer.parseInt(port));
		}
	}

	private static void check(@Nullable String address, int port) {
		try (ServerSocket socket = new ServerSocket()) {
			// as Tomcat: connections that end do not hold the port
			socket.setReuseAddress(true);
			socket.bind((address != null) ? new InetSocketAddress(address, port) : new InetSocketAddress(port));
		}
		catch (BindException ex) {
			PortInUseException.throwIfPortBindingException(ex, () -> port);
		}
		catch (IOException | IllegalArgumentException ex) {
			logger.debug("The port could not be checked", ex);
		}
	}

}
