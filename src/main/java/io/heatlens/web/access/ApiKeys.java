package io.heatlens.web.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The keys that open the API, of which only hashes are known. Keys are long and random,
 * so a fast hash without salt is enough.
 */
@Component
class ApiKeys {

	private final Map<String, byte[]> hashes = new TreeMap<>();

	ApiKeys(AccessProperties properties, Environment environment) {
		// would be taken for no keys at all, and leave the door open
		if (environment.getProperty("heatlens.security.api-keys") != null) {
			throw new IllegalArgumentException(
					"heatlens.security.api-keys: expected names, as in heatlens.security.api-keys.alice=SHA-256, found none");
		}
		properties.apiKeys().forEach((name, hash) -> this.hashes.put(name, HexFormat.of().parseHex(hash)));
	}

	Set<String> names() {
		return this.hashes.keySet();
	}

	/**
	 * Looks a key up, in a time that does not depend on how much of it is right.
	 * @param key as a client sent it
	 * @return its name, or nothing
	 */
	@Nullable String nameOf(String key) {
		byte[] sent = sha256(key);
		String found = null;
		for (Map.Entry<String, byte[]> known : this.hashes.entrySet()) {
			if (MessageDigest.isEqual(sent, known.getValue())) {
				found = known.getKey();
			}
		}
		return found;
	}

	private static byte[] sha256(String key) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
