package io.heatlens.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.AliasFor;

/**
 * A test over real HTTP, with the service on a port of its own and a {@link Client} to
 * inject. Tests with the same properties share one service.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(HttpTest.Clients.class)
public @interface HttpTest {

	/**
	 * The properties of the service.
	 * @return each as {@code name=value}
	 */
	@AliasFor(annotation = SpringBootTest.class)
	String[] properties() default {};

	/**
	 * The client, which is lazy because the port is known only once the service runs.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	class Clients {

		@Bean
		@Lazy
		Client client(@Value("${local.server.port}") int port) {
			return new Client(port);
		}

	}

}
