package io.heatlens.vit.text;

import java.io.IOException;
import java.nio.file.Path;

import io.heatlens.hub.ModelFiles;
import io.heatlens.vit.checkpoint.InvalidModelException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the tokenizer's native library does not read, or does not tell, of the files of a
 * tokenizer.
 *
 * @param folder the folder of the model
 * @param unigram whether the tokenizer is a unigram model
 * @param padToken the token that fills short texts, or null if no file names it
 * @param padsLeft whether the padding is before the text
 */
public record TokenizerFiles(Path folder, boolean unigram, @Nullable String padToken, boolean padsLeft) {

	/**
	 * Reads the files.
	 * @param folder the folder of the model
	 * @return what the files say
	 * @throws InvalidModelException if {@code tokenizer.json} is missing or a file is not
	 * JSON
	 * @throws IOException if a file cannot be read
	 */
	public static TokenizerFiles read(Path folder) throws IOException {
		if (!ModelFiles.has(folder, ModelFiles.TOKENIZER)) {
			throw new InvalidModelException(missing(folder));
		}
		Described described = Described.read(folder.resolve(ModelFiles.TOKENIZER));
		JsonNode config = config(folder);
		JsonNode token = config.path("pad_token");
		String pad = (token.isObject() ? token.path("content") : token).asString("");
		return new TokenizerFiles(folder, described.type().equals("Unigram"), !pad.isEmpty() ? pad : described.pad(),
				config.path("padding_side").asString("").equals("left"));
	}

	private static JsonNode config(Path folder) {
		if (!ModelFiles.has(folder, ModelFiles.TOKENIZER_CONFIG)) {
			return JsonMapper.shared().createObjectNode();
		}
		try {
			return JsonMapper.shared().readTree(folder.resolve(ModelFiles.TOKENIZER_CONFIG).toFile());
		}
		catch (JacksonException ex) {
			throw invalid(ModelFiles.TOKENIZER_CONFIG, ex);
		}
	}

	private static InvalidModelException invalid(String file, JacksonException ex) {
		return new InvalidModelException("%s is not JSON: %s".formatted(file, ex.getOriginalMessage()), ex);
	}

	private static String missing(Path folder) {
		String remedy;
		if (ModelFiles.has(folder, "spiece.model")) {
			remedy = "; with transformers, T5TokenizerFast.from_pretrained(\"FOLDER\", extra_ids=0, pad_token=\"</s>\").save_pretrained(\"FOLDER\") writes it from the spiece.model that is there";
		}
		else if (ModelFiles.has(folder, "vocab.json")) {
			remedy = "; with transformers, AutoTokenizer.from_pretrained(\"FOLDER\").save_pretrained(\"FOLDER\") writes it from the vocab.json and merges.txt that are there";
		}
		else {
			remedy = ", or write it with transformers: AutoTokenizer.from_pretrained(\"OWNER/NAME\").save_pretrained(\"FOLDER\")";
		}
		return "the model reads texts, but there is no tokenizer.json; take the model from a revision that has it, such as hf://OWNER/NAME@refs/pr/N if it is in a pull request of the hub"
				+ remedy;
	}

	/**
	 * What {@code tokenizer.json} says, which may have tens of megabytes and is not kept.
	 *
	 * @param type the type of the model, or an empty string
	 * @param pad the token of its padding, or null
	 */
	private record Described(String type, @Nullable String pad) {

		static Described read(Path file) {
			String type = "";
			String pad = null;
			try (JsonParser parser = JsonMapper.shared().createParser(file.toFile())) {
				if (parser.nextToken() != JsonToken.START_OBJECT) {
					throw new InvalidModelException("tokenizer.json should be a JSON object");
				}
				while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
					String name = parser.currentName();
					parser.nextToken();
					if (name.equals("model")) {
						type = value(parser, "type");
					}
					else if (name.equals("padding")) {
						String token = value(parser, "pad_token");
						pad = token.isEmpty() ? null : token;
					}
					else {
						parser.skipChildren();
					}
				}
			}
			catch (JacksonException ex) {
				throw invalid(ModelFiles.TOKENIZER, ex);
			}
			return new Described(type, pad);
		}

		// Reads one string of an object and skips the rest of the object.
		private static String value(JsonParser parser, String wanted) {
			String value = "";
			if (parser.currentToken() != JsonToken.START_OBJECT) {
				parser.skipChildren();
				return value;
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = parser.currentName();
				if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals(wanted)) {
					value = parser.getString();
				}
				parser.skipChildren();
			}
			return value;
		}

	}

}
