package io.heatlens.web.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bad value of a property stops the start, and the message does not repeat a value that
 * might be a key.
 */
class AccessPropertiesTests {

	private static final String HASH = "0123456789abcdefABCDEF0123456789abcdef0123456789abcdef0123456789";

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withUserConfiguration(Settings.class, ApiKeys.class);

	@Test
	void nothingIsConfiguredByDefault() {
		this.context.run((context) -> {
			assertThat(context.getBean(AccessProperties.class).apiKeys()).isEmpty();
			assertThat(context.getBean(AccessProperties.class).corsOrigins()).isEmpty();
			assertThat(context.getBean(LimitProperties.class).requestsPerMinute()).isNull();
		});
	}

	@Test
	void keysHaveNames() {
		this.context.withPropertyValues("heatlens.security.api-keys.alice=" + HASH)
			.run((context) -> assertThat(context.getBean(AccessProperties.class).apiKeys()).containsEntry("alice",
					HASH));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret-key", HASH + "0",
			"g123456789abcdefABCDEF0123456789abcdef0123456789abcdef0123456789" })
	void keyThatIsNoHashStopsTheStart(String value) {
		this.context.withPropertyValues("heatlens.security.api-keys.alice=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.message()
				.contains("heatlens.security.api-keys.alice", "64")
				.doesNotContain("secret-key", "\n"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "heatlens.security.api-keys=", "heatlens.security.api-keys=" + HASH,
			"heatlens.security.cors-origins=lab.example.org", "heatlens.security.cors-origins=https://lab.example.org/",
			"heatlens.security.cors-origins=https://lab.example.org/path", "heatlens.security.cors-origins=null",
			"heatlens.limits.requests-per-minute=0", "heatlens.limits.requests-per-minute=-1",
			"heatlens.limits.requests-per-minute=x" })
	void badValueStopsTheStart(String property) {
		this.context.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.message()
				.containsAnyOf("heatlens.", "\"x\"", "No converter"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ AccessProperties.class, LimitProperties.class })
	static class Settings {

	}

}
