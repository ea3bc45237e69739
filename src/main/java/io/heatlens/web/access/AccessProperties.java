package io.heatlens.web.access;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for the clients and the web pages that may use the API.
 *
 * @param apiKeys the SHA-256 of each key in hex, by a freely chosen name; without keys
 * the API is open to everyone
 * @param corsOrigins the origins of the web pages whose scripts may read answers, such as
 * {@code https://lab.example.org}, or {@code *} for all; without origins no other page
 * may
 */
@ConfigurationProperties("heatlens.security")
record AccessProperties(@DefaultValue Map<String, String> apiKeys, @DefaultValue List<String> corsOrigins) {

	AccessProperties {
		apiKeys.forEach((name, hash) -> {
			// The value is not repeated, since it might be the key itself.
			if (!hash.matches("[0-9a-fA-F]{64}")) {
				throw new IllegalArgumentException(
						"heatlens.security.api-keys.%s: expected a SHA-256 in hex (64 digits), found another value of %d characters"
							.formatted(name, hash.length()));
			}
		});
		corsOrigins.forEach((origin) -> {
			if (!origin.equals("*") && !isOrigin(origin)) {
				throw new IllegalArgumentException(
						"heatlens.security.cors-origins: expected origins such as https://lab.example.org, or *, found \"%s\""
							.formatted(origin));
			}
		});
		apiKeys = Map.copyOf(apiKeys);
		corsOrigins = List.copyOf(corsOrigins);
	}

	private static boolean isOrigin(String text) {
		return text.matches("https?://[\\w.\\[\\]:-]+") && URI.create(text).getHost() != null;
	}

}
