package io.heatlens.batch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.heatlens.request.ExplanationOptions;

/**
 * The settings that all results of a run have in common.
 *
 * @param options the checked options
 * @param parameters the parameters as they were given, sorted by name
 */
record RunSettings(ExplanationOptions options, Map<String, List<String>> parameters) {

	private static final int BYTES = 8;

	RunSettings {
		parameters = new TreeMap<>(parameters);
	}

	/**
	 * Computes a digest that differs between runs whose results differ.
	 * @return the first 8 bytes of the SHA-256 of the model and the parameters,
	 * hexadecimal
	 */
	String digest() {
		String text = this.options.model().name() + this.options.model().digest() + this.parameters;
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
