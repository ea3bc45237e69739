package io.heatlens.hub;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The values of {@code heatlens.models.sources.NAME}.
 */
class SourceParserTests {

	private static final String DIGEST = "#sha256=" + "0".repeat(64);

	@ParameterizedTest
	@CsvSource({ "hf://google/vit-base-patch16-224, hf://google/vit-base-patch16-224@main",
			"hf://timm/vit_base_patch16_224.augreg_in1k, hf://timm/vit_base_patch16_224.augreg_in1k@main",
			"hf://acme/vit@v1.0, hf://acme/vit@v1.0", "hf://acme/vit@refs/pr/1, hf://acme/vit@refs/pr/1",
			"' hf://acme/vit ', hf://acme/vit@main", "file:/a/../b/c d, file:/b/c d", "file:///b/c, file:/b/c" })
	void sourceIsRead(String text, String id) {
		assertThat(SourceParser.parse("vit", text).id()).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://host/a/vit.zip", "http://host:81/vit.tar.gz", "https://host/VIT.TGZ" })
	void archiveIsReadWithItsDigest(String text) {
		assertThat(SourceParser.parse("vit", text + DIGEST).id()).isEqualTo(text + DIGEST);
	}

	@Test
	void relativeFolderIsMadeAbsolute() {
		assertThat(SourceParser.parse("vit", "file:models/vit").id())
			.isEqualTo("file:" + Path.of("models/vit").toAbsolutePath());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					ftp://host/vit.zip | expected hf://ORG/REPO
					google/vit-base-patch16-224 | expected hf://ORG/REPO
					hf://vit | expected hf://ORG/REPO
					hf://acme/vit/blob | expected hf://ORG/REPO
					hf://../vit | expected hf://ORG/REPO
					hf://acme/vit@ | expected hf://ORG/REPO
					hf://acme/vit@../x | expected hf://ORG/REPO
					https://huggingface.co/google/vit-base-patch16-224/tree/main | expected hf://google/vit-base-patch16-224
					https://host/vit.zip | the digest is missing
					https://host/vit.zip#sha256=12 | the digest is missing or malformed
					https://host/vit.rar#sha256=0000000000000000000000000000000000000000000000000000000000000000 | should end in .zip, .tar.gz or .tgz
					https://me:secret@host/vit.zip#sha256=0000000000000000000000000000000000000000000000000000000000000000 | a host and no user
					https://me:secret@host/vit.zip | //...@host
					https://host/vit.zip?key=secret | ?...
					file: | expected hf://ORG/REPO
					file://host/share | expected hf://ORG/REPO
					'' | expected hf://ORG/REPO
					""")
	void otherTextIsRefusedInOneLine(String text, String reason) {
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> SourceParser.parse("vit", text))
			.withMessageStartingWith("heatlens.models.sources.vit is \"")
			.withMessageContaining(reason)
			.withMessageNotContainingAny("\n", "secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", ".vit", "a/b", "a\\b", "-", "", "a b" })
	void nameThatCannotBeAFolderIsRefused(String name) {
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> SourceParser.parse(name, "hf://acme/vit"))
			.withMessageContaining("is not a valid name for a model");
	}

	@Test
	void environmentVariableNamesTheModelInLowerCase() {
		ModelProperties properties = bind("HEATLENS_MODELS_SOURCES_VIT", "hf://google/vit-base-patch16-224");
		assertThat(properties.sources()).containsExactly(Map.entry("vit", "hf://google/vit-base-patch16-224"));
	}

	@ParameterizedTest
	@CsvSource({ "vit-b16, vit-b16", "ViT, ViT", "vit.b16, vit.b16", "[vit_b16], vit_b16" })
	void propertyNamesTheModelAsItIsWritten(String key, String name) {
		assertThat(new Binder(new MapConfigurationPropertySource(Map.of("heatlens.models.sources." + key, "hf://a/b")))
			.bindOrCreate("heatlens.models", ModelProperties.class)
			.sources()).containsOnlyKeys(name);
	}

	@Test
	void storeIsInTheUsersHomeOnceASourceIsConfigured() {
		assertThat(bind("HEATLENS_MODELS_SOURCES_VIT", "hf://acme/vit").folder())
			.isEqualTo(Path.of(System.getProperty("user.home"), ".heatlens/models"));
		assertThat(bind("HEATLENS_MODELS_STORE", "").folder()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/models", "models" })
	void storeIsNeverAFolderOfTheClassPath(String store) {
		assertThat(bind("HEATLENS_MODELS_STORE", store).folder()).isEqualTo(Path.of(store).toAbsolutePath());
	}

	private static ModelProperties bind(String variable, String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, value)));
		ConfigurationPropertySources.attach(environment);
		return Binder.get(environment).bindOrCreate("heatlens.models", ModelProperties.class);
	}

}
