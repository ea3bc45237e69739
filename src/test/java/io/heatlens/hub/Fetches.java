package io.heatlens.hub;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.springframework.mock.env.MockEnvironment;

/**
 * Fetches models like the application, with short time limits.
 */
final class Fetches {

	/** The number of retries of a request. */
	static final int RETRIES = 3;

	private final MockEnvironment environment = new MockEnvironment();

	private final Path store;

	private boolean skipInvalid;

	private Duration readTimeout = Duration.ofSeconds(20);

	Fetches(Path store, HubServer server) {
		this.store = store;
		with("HF_ENDPOINT", server.endpoint());
	}

	Fetches with(String variable, String value) {
		this.environment.setProperty(variable, value);
		return this;
	}

	Fetches readTimeout(Duration value) {
		this.readTimeout = value;
		return this;
	}

	Fetches skipInvalid() {
		this.skipInvalid = true;
		return this;
	}

	/**
	 * Fetches one model.
	 * @param name of the model
	 * @param source as in the property
	 * @return the names of the models that were left out
	 */
	Set<String> fetch(String name, String source) {
		return new ModelSources(
				new ModelProperties(this.store.toString(), Map.of(name, source), null, this.skipInvalid, false,
						Map.of(), Map.of()),
				new FetchProperties(Duration.ofSeconds(5), this.readTimeout, RETRIES, Duration.ofMillis(1)),
				this.environment)
			.fetch();
	}

}
