package io.heatlens.web.access;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may ask, and from which web pages.
 *
 * @param apiKeys SHA-256 of each key in hex, by a name that is free to choose; none opens
 * the service to everyone
 * @param corsOrigins of the pages whose scripts may read answers, such as
 * {@code https://lab.example.org}, or {@code *} for all; none keeps them out
 */
@ConfigurationProperties("heatlens.security")
record AccessProperties(@DefaultValue Map<String, String> apiKeys, @DefaultValue List<String> corsOrigins) {

	AccessProperties {
		apiKeys.forEach((name, hash) -> {
			// a value is never repeated: it might be the key itself
			if (!hash.matches("[0-9a-fA-F]{64}")) {
				throw new IllegalArgumentException(
						"heatlens.security.api-keys.%s: expected a SHA-256 in hex (64 digits), found %d characters that are none"
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
