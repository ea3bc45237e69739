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
 * The hashes of the API's keys. A fast hash without salt is enough, since the keys are
 * long and random.
 */
@Component
class ApiKeys {

	private final Map<String, byte[]> hashes = new TreeMap<>();

	ApiKeys(AccessProperties properties, Environment environment) {
		// A value without a name binds to an empty map, which would leave the API open.
		if (environment.getProperty("heatlens.security.api-keys") != null) {
			throw new IllegalArgumentException(
					"heatlens.security.api-keys: expected one value per name, as in heatlens.security.api-keys.alice=SHA-256, found a value without a name");
		}
		properties.apiKeys().forEach((name, hash) -> this.hashes.put(name, HexFormat.of().parseHex(hash)));
	}

	Set<String> names() {
		return this.hashes.keySet();
	}

	/**
	 * Finds the name of a key, in a time that does not depend on how much of the key is
	 * right.
	 * @param key the key as the client sent it
	 * @return the name of the key, or {@code null} if the key is unknown
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
			throw new IllegalStateException("SHA-256 is missing, although every Java platform has it", ex);
		}
	}

}
