package io.heatlens.hub;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The address of the hub and the user's token, from the variables that the hub's own
 * tools use.
 *
 * @param endpoint the address of the hub or of a mirror, without a slash at the end
 * @param token the token that gives access to the user's private models, or {@code null}
 * if there is none
 */
record HubSettings(URI endpoint, @Nullable String token) {

	/**
	 * Reads {@code HF_ENDPOINT} and {@code HF_TOKEN}.
	 * @param environment the environment that holds the variables
	 * @return the settings
	 * @throws SourceException if {@code HF_ENDPOINT} is not a valid address
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
