package io.heatlens.vit.family.huggingface;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names in the modules of transformers become those in its files.
 */
class TransformersNamesTests {

	private final JsonNode names = JsonMapper.shared()
		.readTree(Path.of("src/test/resources/torch/transformers-names.json").toFile());

	@ParameterizedTest
	@ValueSource(strings = { "vit", "deit", "dinov2", "dinov2_with_registers", "beit", "ijepa", "swin", "swinv2" })
	void namesOfModulesBecomeThoseOfFiles(String kind) {
		List<String> file = list(kind, "file");
		assertThat(published(list(kind, "module"))).containsExactlyInAnyOrderElementsOf(file);
		assertThat(published(file)).containsExactlyInAnyOrderElementsOf(file);
	}

	private List<String> list(String kind, String form) {
		return this.names.path(kind).path(form).valueStream().map(JsonNode::asString).toList();
	}

	private static Set<String> published(List<String> names) {
		return new TreeSet<>(names.stream().map(TransformersNames::published).toList());
	}

}
