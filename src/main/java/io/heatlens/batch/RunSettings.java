package io.heatlens.batch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.heatlens.image.Alpha;
import io.heatlens.request.ApiParameter;
import io.heatlens.request.ExplanationOptions;

/**
 * The settings that all results of a run have in common.
 *
 * @param options the checked options
 * @param parameters the parameters as they were given, sorted by name, and what is done
 * with transparency
 * @param alpha what is done with transparency
 */
record RunSettings(ExplanationOptions options, Map<String, List<String>> parameters, Alpha alpha) {

	private static final int BYTES = 8;

	RunSettings {
		parameters = new TreeMap<>(parameters);
	}

	/**
	 * Collects the settings of a run.
	 * @param options the checked options
	 * @param given the parameters as they were given
	 * @param alpha what is done with transparency, which a property of the service may
	 * have set
	 * @return the settings
	 */
	static RunSettings of(ExplanationOptions options, Map<String, List<String>> given, Alpha alpha) {
		Map<String, List<String>> parameters = new TreeMap<>(given);
		parameters.put(ApiParameter.ALPHA.apiName(), List.of(alpha.apiName()));
		return new RunSettings(options, parameters, alpha);
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
