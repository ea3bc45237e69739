package io.heatlens.vit.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.vit.checkpoint.InvalidModelException;

/**
 * Computes the vectors of texts, and remembers those that were asked for last. May be
 * used by several engine threads at the same time.
 */
public final class TextEncoder {

	/** With 1,024 numbers each, their vectors take 16 MB. */
	private static final int REMEMBERED = 4000;

	/** The number of texts that run together. */
	private static final int BATCH = 32;

	private final TextTransformer transformer;

	private final Tokenizer tokenizer;

	private final RecentVectors recent = new RecentVectors(REMEMBERED);

	private TextEncoder(TextTransformer transformer, Tokenizer tokenizer) {
		this.transformer = transformer;
		this.tokenizer = tokenizer;
	}

	/**
	 * Opens the text side of a model.
	 * @param tower the transformer and its settings
	 * @param files the files of its tokenizer
	 * @return the encoder, whose tokenizer is closed with the weights of the transformer
	 * @throws InvalidModelException if the tokenizer is damaged or does not belong to the
	 * model
	 * @throws IOException if a file cannot be read
	 */
	public static TextEncoder open(TextTower tower, TokenizerFiles files) throws IOException {
		Tokenizer tokenizer = Tokenizer.open(files, tower.tokenizer());
		tower.transformer().embedding().getManager().attachInternal(UUID.randomUUID().toString(), tokenizer);
		return new TextEncoder(tower.transformer(), tokenizer);
	}

	/**
	 * Computes the vectors of texts. Must be called on an engine thread.
	 * @param texts the texts, each of any length
	 * @return the vector of each text, of length 1, which must not be changed; with
	 * numbers that are not finite if the model computes such numbers
	 */
	public List<float[]> vectors(List<String> texts) {
		Map<String, float[]> found = this.recent.find(texts);
		List<String> missing = new ArrayList<>(
				texts.stream().distinct().filter((text) -> !found.containsKey(text)).toList());
		// Texts of similar length need little padding.
		missing.sort(Comparator.comparingInt(String::length));
		for (int from = 0; from < missing.size(); from += BATCH) {
			found.putAll(run(missing.subList(from, Math.min(from + BATCH, missing.size()))));
		}
		return texts.stream().map((text) -> Objects.requireNonNull(found.get(text))).toList();
	}

	private Map<String, float[]> run(List<String> texts) {
		long[][] ids = this.tokenizer.encode(texts);
		Map<String, float[]> computed = new HashMap<>();
		try (NDManager scope = this.transformer.embedding().getManager().newSubManager()) {
			NDArray rows = this.transformer.forward(ids, scope);
			int size = Math.toIntExact(rows.getShape().get(1));
			float[] all = rows.toFloatArray();
			for (int i = 0; i < texts.size(); i++) {
				computed.put(texts.get(i), unit(all, i * size, size));
			}
		}
		this.recent.keep(computed);
		return computed;
	}

	private static float[] unit(float[] all, int from, int size) {
		double squares = 0;
		for (int i = from; i < from + size; i++) {
			squares += (double) all[i] * all[i];
		}
		float[] unit = new float[size];
		for (int i = 0; i < size; i++) {
			unit[i] = (float) (all[from + i] / Math.sqrt(squares));
		}
		return unit;
	}

}
