package io.heatlens.web;

import java.io.IOException;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A port that another process uses is found before anything is loaded, and reported in
 * one line.
 */
@ExtendWith(OutputCaptureExtension.class)
class PortTests {

	private static void check(WebApplicationType type, int port) {
		SpringApplication application = new SpringApplication(PortTests.class);
		application.setWebApplicationType(type);
		MockEnvironment environment = new MockEnvironment().withProperty("server.port", String.valueOf(port));
		new PortCheck().onApplicationEvent(new ApplicationEnvironmentPreparedEvent(new DefaultBootstrapContext(),
				application, new String[0], environment));
	}

	@Test
	void portThatIsTakenStopsTheServiceAndNoCommand() throws IOException {
		try (ServerSocket taken = new ServerSocket(0)) {
			assertThatExceptionOfType(PortInUseException.class)
				.isThrownBy(() -> check(WebApplicationType.SERVLET, taken.getLocalPort()))
				.satisfies((ex) -> assertThat(ex.getPort()).isEqualTo(taken.getLocalPort()));
			assertThatCode(() -> check(WebApplicationType.NONE, taken.getLocalPort())).doesNotThrowAnyException();
		}
	}

	@Test
	void portThatIsFreeOrOpenDoesNotStopTheService() throws IOException {
		int free;
		try (ServerSocket socket = new ServerSocket(0)) {
			free = socket.getLocalPort();
		}
		assertThatCode(() -> check(WebApplicationType.SERVLET, free)).doesNotThrowAnyException();
		assertThatCode(() -> check(WebApplicationType.SERVLET, 0)).doesNotThrowAnyException();
	}

	@Test
	void reportIsOneLineThatSaysWhatToDo(CapturedOutput output) {
		boolean reported = new PortReporter()
			.reportException(new IllegalStateException("the start failed", new PortInUseException(4711)));
		assertThat(reported).isTrue();
		assertThat(output.getAll().strip().lines()).singleElement()
			.asString()
			.contains("Port 4711 is in use", "--server.port=4712");
	}

	@Test
	void reportOfAnotherFailureIsLeftToOthers() {
		assertThat(new PortReporter().reportException(new IllegalStateException("no port"))).isFalse();
	}

}
