package io.heatlens.hub;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Which hub is asked, in the variables that its own tools use.
 *
 * @param endpoint the hub or a mirror, without a slash at the end
 * @param token of the user, who may read private models with it
 */
record HubSettings(URI endpoint, @Nullable String token) {

	/**
	 * Reads {@code HF_ENDPOINT} and {@code HF_TOKEN}.
	 * @param environment holds the variables
	 * @return the settings
	 * @throws SourceException if the endpoint is not an address
	 */
	static HubSettings of(Environment environment) {
		String endpoint = environment.getProperty("HF_ENDPOINT", "").strip();
		String token = environment.getProperty("HF_TOKEN", "").strip();
		return new HubSettings(endpoint.isEmpty() ? URI.create("https://huggingface.co") : parse(endpoint),
				StringUtils.hasText(token) ? token : null);
	}

	private static URI parse(String text) {
		try {
			URI uri = URI.create(StringUtils.trimTrailingCharacter(text, '/'));
			if (uri.getHost() != null && uri.getScheme().matches("https?") && uri.getQuery() == null) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			// refused below
		}
		throw new SourceException("HF_ENDPOINT is \"%s\": expected https://HOST".formatted(text));
	}

}
