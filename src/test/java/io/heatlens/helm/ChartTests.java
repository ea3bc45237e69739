package io.heatlens.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import com.marcnuri.helm.LintResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The chart as a package: its version and its values.
 */
class ChartTests {

	@Test
	void lintFindsNothing() {
		LintResult result = Chart.helm().lint().strict().call();
		assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
		assertThat(result.getMessages()).noneMatch((message) -> message.contains("[WARNING]"));
	}

	@Test
	void versionIsThatOfThePom() throws IOException {
		Properties build = PropertiesLoaderUtils
			.loadProperties(new ClassPathResource("META-INF/build-info.properties"));
		Map<String, Object> chart = new Yaml().load(Files.readString(Chart.FOLDER.resolve("Chart.yaml")));
		assertThat(chart).containsEntry("version", build.getProperty("build.version"))
			.containsEntry("appVersion", build.getProperty("build.version"));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void valuesThatCannotWorkAreRefusedWithTheirReason(Path values) throws IOException {
		// without this, the message of the missing value would count as the refusal
		Chart.helm();
		String reason = Files.readAllLines(values).get(0).substring("# ".length());
		assertThatThrownBy(() -> Chart.render("demo", values)).hasMessageContaining(reason);
	}

	static Stream<Path> refused() {
		return Chart.files(Chart.FOLDER.resolve("ci").resolve("refused"));
	}

	@Test
	void everyValueIsDescribedAndNoOtherIsAccepted() throws IOException {
		JsonNode schema = JsonMapper.shared().readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
		assertDescribed("", schema);
		schema.path("definitions").properties().forEach((entry) -> assertDescribed(entry.getKey(), entry.getValue()));
	}

	private static void assertDescribed(String name, JsonNode schema) {
		assertThat(schema.path("description").asString("") + schema.path("$ref").asString("")).as(name).isNotEmpty();
		if (schema.has("properties")) {
			assertThat(schema.path("additionalProperties").asBoolean(true)).as(name).isFalse();
		}
		schema.path("properties")
			.properties()
			.forEach((property) -> assertDescribed(name + "." + property.getKey(), property.getValue()));
		if (schema.has("items")) {
			assertDescribed(name + "[]", schema.path("items"));
		}
	}

	@Test
	void everyValueHasADefault() throws IOException {
		JsonNode schema = JsonMapper.shared().readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
		Map<String, Object> values = new Yaml().load(Files.readString(Chart.FOLDER.resolve("values.yaml")));
		assertDefaults("", schema, values, "global");
	}

	private static void assertDefaults(String name, JsonNode schema, Map<?, ?> values, String... without) {
		assertThat(schema.path("properties")
			.propertyNames()
			.stream()
			.filter((key) -> !Stream.of(without).toList().contains(key))).as(name).allMatch(values::containsKey);
		schema.path("properties").properties().forEach((property) -> {
			if (property.getValue().has("properties") && values.get(property.getKey()) instanceof Map<?, ?> inner) {
				assertDefaults(name + "." + property.getKey(), property.getValue(), inner);
			}
		});
	}

	@Test
	void notesShowTheCommands() {
		assertThat(Chart.notes("default")).contains("kubectl -n vision rollout status deployment/demo-heatlens",
				"kubectl -n vision port-forward service/demo-heatlens 8080:80", "helm -n vision test demo",
				"Everyone who reaches the service may use it");
		assertThat(Chart.notes("ingress")).contains("https://heatlens.example.org/v1/explanations");
		assertThat(Chart.notes("api-keys")).contains("-H \"X-API-Key: $KEY\"").doesNotContain("Everyone");
		assertThat(Chart.notes("sources")).doesNotContain("Only the small embedded model", "no revision");
		assertThat(Chart.notes("batch")).contains("kubectl -n vision get job demo-heatlens-1 --watch");
	}

}
