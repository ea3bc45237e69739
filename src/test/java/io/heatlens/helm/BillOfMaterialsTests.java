package io.heatlens.helm;

import java.io.IOException;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bill of materials in the jar.
 */
class BillOfMaterialsTests {

	private static final List<String> ONLY_FOR_TESTS = List.of("assertj-core", "archunit", "helm-java",
			"kubernetes-model-core");

	private final JsonNode bill = read();

	private static JsonNode read() {
		try {
			return JsonMapper.shared()
				.readTree(new ClassPathResource("META-INF/sbom/application.cdx.json").getInputStream());
		}
		catch (IOException ex) {
			throw new IllegalStateException("There is no bill of materials. Maven writes it, except offline (-o).", ex);
		}
	}

	@Test
	void everyLibraryNamesItsLicence() {
		assertThat(this.bill.path("components").valueStream()).hasSizeGreaterThan(50)
			.allMatch((component) -> !component.path("licenses").isEmpty());
	}

	@Test
	void billIsOfThisVersionAndOfTheShippedLibraries() throws IOException {
		Properties build = PropertiesLoaderUtils
			.loadProperties(new ClassPathResource("META-INF/build-info.properties"));
		assertThat(this.bill.at("/metadata/component/version").asString())
			.isEqualTo(build.getProperty("build.version"));
		assertThat(this.bill.path("components").valueStream().map((component) -> component.path("name").asString()))
			.contains("pytorch-native-cpu", "spring-boot", "imageio-webp")
			.doesNotContainAnyElementsOf(ONLY_FOR_TESTS);
	}

}
