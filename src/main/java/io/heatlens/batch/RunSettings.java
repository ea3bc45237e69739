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
 * What all results of a run have in common.
 *
 * @param options checked
 * @param parameters as they were given, sorted
 */
record RunSettings(ExplanationOptions options, Map<String, List<String>> parameters) {

	private static final int BYTES = 8;

	RunSettings {
		parameters = new TreeMap<>(parameters);
	}

	/**
	 * Tells runs apart whose results differ.
	 * @return digest of the model and the parameters
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
