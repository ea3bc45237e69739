package io.heatlens.vit.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.heatlens.vit.checkpoint.InvalidModelException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The tokens of texts are those of the Python tokenizers.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TokenizerTests {

	@AutoClose
	private final TextModels models = new TextModels();

	@TempDir
	private Path temporary;

	static Stream<Path> folders() {
		return TextModels.folders();
	}

	@ParameterizedTest
	@MethodSource("folders")
	void tokensAreThoseOfPython(Path folder) throws IOException {
		List<String> texts = TextModels.texts();
		JsonNode ids = TextModels.expected(folder).get("ids");
		Map<String, String> actual = new LinkedHashMap<>();
		Map<String, String> expected = new LinkedHashMap<>();
		try (Tokenizer tokenizer = open(folder)) {
			for (int i = 0; i < texts.size(); i++) {
				actual.put(texts.get(i), join(tokenizer.ids(texts.get(i))));
				expected.put(texts.get(i), join(TextModels.longs(ids.get(i))));
			}
		}
		assertThat(actual).hasSize(200).containsExactlyEntriesOf(expected);
	}

	@ParameterizedTest
	@MethodSource("folders")
	void batchIsPaddedAsTheModelWasTrained(Path folder) throws IOException {
		List<String> texts = TextModels.texts();
		JsonNode expected = TextModels.expected(folder);
		List<String> shown = expected.get("shown").valueStream().map((index) -> texts.get(index.asInt())).toList();
		TokenizerSettings settings = this.models.read(folder).tokenizer();
		try (Tokenizer tokenizer = open(folder)) {
			long[][] padded = tokenizer.encode(shown);
			assertThat(padded[0]).hasSize(settings.context());
			if (settings.padded()) {
				assertThat(padded)
					.isDeepEqualTo(expected.get("padded").valueStream().map(TextModels::longs).toArray(long[][]::new));
			}
		}
	}

	@Test
	void shortBatchOfACausalModelIsShort() throws IOException {
		try (Tokenizer tokenizer = open(TextModels.FOLDER.resolve("hf-clip"))) {
			assertThat(tokenizer.encode(List.of("", ""))).isDeepEqualTo(new long[][] { { 772, 773 }, { 772, 773 } });
		}
	}

	@ParameterizedTest
	@MethodSource("folders")
	void surrogateAloneIsReadAsReplacementCharacter(Path folder) throws IOException {
		try (Tokenizer tokenizer = open(folder)) {
			assertThat(tokenizer.ids("cat \ud83d 😀 \ude00 dog")).isEqualTo(tokenizer.ids("cat \ufffd 😀 \ufffd dog"));
			assertThat(tokenizer.ids("cat 😀 dog")).isNotEqualTo(tokenizer.ids("cat \ufffd dog"));
		}
	}

	@Test
	void paddingIsOnTheLeftIfTheFileSaysSo() throws IOException {
		Path folder = copy("hf-siglip2");
		replace(folder.resolve("tokenizer_config.json"), "\"right\"", "\"left\"");
		try (Tokenizer tokenizer = open(folder, "hf-siglip2")) {
			long[] ids = tokenizer.encode(List.of("a"))[0];
			assertThat(ids).hasSize(16).startsWith(0, 0, 0).endsWith(1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "hf-siglip, 1", "hf-siglip2, 0" })
	void paddingIsThatOfTheFamilyWithoutTokenizerConfig(String model, long pad) throws IOException {
		Path folder = copy(model);
		Files.delete(folder.resolve("tokenizer_config.json"));
		try (Tokenizer tokenizer = open(folder, model)) {
			assertThat(tokenizer.encode(List.of("a"))[0]).hasSize(16).endsWith(pad, pad, pad, pad);
		}
	}

	@ParameterizedTest
	@CsvSource({ "spiece.model, T5TokenizerFast", "vocab.json, AutoTokenizer.from_pretrained(\"FOLDER\")",
			"other.txt, OWNER/NAME\").save_pretrained" })
	void missingTokenizerSaysWhereToGetIt(String other, String remedy) throws IOException {
		Path folder = copy("hf-clip");
		Files.delete(folder.resolve("tokenizer.json"));
		Files.createFile(folder.resolve(other));
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> open(folder, "hf-clip"))
			.withMessageContaining("no tokenizer.json")
			.withMessageContaining("hf://OWNER/NAME@refs/pr/N")
			.withMessageContaining(remedy)
			.withMessageNotContaining("\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "{}", "null", "{\"model\": 3}", "{\"version\": \"1.0\", \"model\": {}}",
			"{\"version\": \"1.0\", \"model\": {\"type\": \"Sonnet\"}}" })
	void damagedTokenizerIsRefused(String content) throws IOException {
		Path folder = copy("hf-clip");
		Files.writeString(folder.resolve("tokenizer.json"), content);
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> open(folder, "hf-clip"))
			.withMessageStartingWith("tokenizer.json ");
	}

	@Test
	void paddingThatIsNoTokenIsRefused() throws IOException {
		Path folder = copy("hf-siglip2");
		replace(folder.resolve("tokenizer_config.json"), "\"<pad>\"", "\"padding\"");
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> open(folder, "hf-siglip2"))
			.withMessageContaining("the padding \"padding\" should be one token of tokenizer.json");
	}

	@Test
	void tokenizerOfAnotherModelIsRefused() throws IOException {
		Path folder = copy("hf-clip");
		Files.copy(TextModels.FOLDER.resolve("hf-siglip2/tokenizer.json"), folder.resolve("tokenizer.json"),
				StandardCopyOption.REPLACE_EXISTING);
		Files.delete(folder.resolve("tokenizer_config.json"));
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> open(folder, "hf-clip"))
			.withMessageContaining("end token 773");
	}

	@Test
	void tokenThatTheModelDoesNotHaveIsRefused() throws IOException {
		Path folder = TextModels.FOLDER.resolve("hf-siglip2");
		TokenizerSettings small = new TokenizerSettings(16, 20, true, null, TextCleaning.SIGLIP);
		try (Tokenizer tokenizer = Tokenizer.open(TokenizerFiles.read(folder), small)) {
			assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> tokenizer.ids("a cat"))
				.withMessageContaining("the model has only the tokens 0 to 19");
		}
	}

	private Tokenizer open(Path folder) throws IOException {
		return open(folder, folder);
	}

	// Opens the files of one folder for the model of another.
	private Tokenizer open(Path files, Path model) throws IOException {
		return Tokenizer.open(TokenizerFiles.read(files), this.models.read(model).tokenizer());
	}

	private Tokenizer open(Path files, String model) throws IOException {
		return open(files, TextModels.FOLDER.resolve(model));
	}

	private Path copy(String model) throws IOException {
		Path folder = Files.createTempDirectory(this.temporary, model);
		for (String name : List.of("tokenizer.json", "tokenizer_config.json")) {
			Files.copy(TextModels.FOLDER.resolve(model).resolve(name), folder.resolve(name));
		}
		return folder;
	}

	private static void replace(Path file, String old, String replacement) throws IOException {
		Files.writeString(file, Files.readString(file).replace(old, replacement));
	}

	private static String join(long[] ids) {
		return LongStream.of(ids).mapToObj(Long::toString).collect(Collectors.joining(" "));
	}

}
