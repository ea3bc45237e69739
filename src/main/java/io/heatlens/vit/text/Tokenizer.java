package io.heatlens.vit.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.heatlens.hub.ModelFiles;
import io.heatlens.vit.checkpoint.InvalidModelException;

import org.springframework.core.NestedExceptionUtils;

/**
 * Cuts texts into tokens as the {@code tokenizer.json} of a model says, by the native
 * library of Hugging Face's tokenizers, which is loaded for the first tokenizer. May be
 * used by several threads at the same time.
 */
public final class Tokenizer implements AutoCloseable {

	private static final int REPLACEMENT = 0xFFFD;

	private final HuggingFaceTokenizer tokenizer;

	private final TokenizerSettings settings;

	private final TextCleaning cleaning;

	private final boolean padsLeft;

	private final long pad;

	private Tokenizer(HuggingFaceTokenizer tokenizer, TokenizerSettings settings, TokenizerFiles files) {
		this.tokenizer = tokenizer;
		this.settings = settings;
		this.cleaning = settings.cleaning().of(files.unigram());
		this.padsLeft = files.padsLeft();
		this.pad = pad(files);
	}

	/**
	 * Opens the tokenizer of a model.
	 * @param files the files of the tokenizer
	 * @param settings how the model wants its texts
	 * @return the tokenizer, to be closed
	 * @throws InvalidModelException if the files are damaged or do not belong to the
	 * model, or if the native library cannot be loaded
	 * @throws IOException if a file cannot be read
	 */
	public static Tokenizer open(TokenizerFiles files, TokenizerSettings settings) throws IOException {
		HuggingFaceTokenizer library = load(files.folder().resolve(ModelFiles.TOKENIZER), settings.context());
		try {
			Tokenizer tokenizer = new Tokenizer(library, settings, files);
			tokenizer.check();
			return tokenizer;
		}
		catch (RuntimeException ex) {
			library.close();
			throw ex;
		}
	}

	// The library would pad with 0 if the file has no section for the padding.
	private static HuggingFaceTokenizer load(Path file, int context) throws IOException {
		String length = String.valueOf(context);
		Map<String, String> options = Map.of("padding", "false", "truncation", "true", "maxLength", length,
				"modelMaxLength", length, "stride", "0");
		try {
			return HuggingFaceTokenizer.newInstance(file, options);
		}
		catch (EngineException | LinkageError ex) {
			throw new InvalidModelException(
					"the library that reads tokenizer.json cannot be loaded (%s); allow Heatlens to write to ~/.djl.ai, or to the folder that the environment variable ENGINE_CACHE_DIR names, and to load the library that it unpacks there, or set RUST_LIBRARY_PATH to the path of that library, %s"
						.formatted(NestedExceptionUtils.getMostSpecificCause(ex), System.mapLibraryName("tokenizers")),
					ex);
		}
		catch (RuntimeException ex) {
			throw new InvalidModelException("tokenizer.json cannot be read: " + ex.getMessage(), ex);
		}
	}

	// Without a name for it, the padding is what the published models of the family have:
	// the end of the text for unigram models, and the first token for others.
	private long pad(TokenizerFiles files) {
		if (files.padToken() == null) {
			long[] empty = this.tokenizer.encode("").getIds();
			return (files.unigram() && empty.length > 0) ? empty[empty.length - 1] : 0;
		}
		long[] ids = this.tokenizer.encode(files.padToken(), false, false).getIds();
		if (ids.length != 1) {
			throw new InvalidModelException("the padding \"%s\" should be one token of tokenizer.json, but is %d"
				.formatted(files.padToken(), ids.length));
		}
		return ids[0];
	}

	private void check() {
		long[] empty = ids("");
		Integer end = this.settings.end();
		if (end != null && LongStream.of(empty).noneMatch((id) -> id == end)) {
			throw new InvalidModelException(
					"the model reads the vector of a text at its end token %d, but tokenizer.json makes the tokens %s of an empty text"
						.formatted(end, Arrays.toString(empty)));
		}
		if (this.pad >= this.settings.vocabulary()) {
			throw unknown(this.pad);
		}
	}

	/**
	 * Cuts texts into tokens.
	 * @param texts the texts, at least one; a surrogate that is not part of a pair is
	 * read as U+FFFD
	 * @return the ids of the tokens of each text, padded to the same number, which is at
	 * least 1
	 * @throws InvalidModelException if {@code tokenizer.json} has a token that the model
	 * does not have
	 */
	long[][] encode(List<String> texts) {
		List<long[]> ids = texts.stream().map(this::ids).toList();
		int longest = ids.stream().mapToInt((row) -> row.length).max().orElse(0);
		int length = this.settings.padded() ? this.settings.context() : Math.max(longest, 1);
		return ids.stream().map((row) -> padded(row, length)).toArray(long[][]::new);
	}

	long[] ids(String text) {
		long[] ids = this.tokenizer.encode(this.cleaning.clean(wellFormed(text))).getIds();
		for (long id : ids) {
			if (id >= this.settings.vocabulary()) {
				throw unknown(id);
			}
		}
		return ids;
	}

	private InvalidModelException unknown(long id) {
		return new InvalidModelException("tokenizer.json has the token %d, but the model has only the tokens 0 to %d"
			.formatted(id, this.settings.vocabulary() - 1));
	}

	// A surrogate alone would make the library read all pairs of the text wrongly.
	private static String wellFormed(String text) {
		return text.codePoints()
			.map((point) -> (Character.getType(point) == Character.SURROGATE) ? REPLACEMENT : point)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private long[] padded(long[] ids, int length) {
		long[] padded = new long[length];
		Arrays.fill(padded, this.pad);
		System.arraycopy(ids, 0, padded, this.padsLeft ? length - ids.length : 0, ids.length);
		return padded;
	}

	@Override
	public void close() {
		this.tokenizer.close();
	}

}
