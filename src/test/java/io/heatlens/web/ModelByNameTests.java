package io.heatlens.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.heatlens.Closeness;
import io.heatlens.HeatlensApplication;
import io.heatlens.hub.HubServer;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The service, started with a model of the hub.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("slow")
class ModelByNameTests {

	private static final Path IMAGE = Golden.MODELS.resolve("hf-vit/image-0.png");

	@AutoClose
	private final HubServer server = new HubServer().with(Golden.MODELS.resolve("hf-vit"));

	@TempDir
	private Path store;

	private ConfigurableApplicationContext start(String... arguments) {
		return startIn(this.store, arguments);
	}

	private ConfigurableApplicationContext startIn(Path folder, String... arguments) {
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--heatlens.models.store=" + folder,
				"--HF_ENDPOINT=" + this.server.endpoint(), "--heatlens.fetch.pause=1ms"));
		all.addAll(List.of(arguments));
		return SpringApplication.run(HeatlensApplication.class, all.toArray(String[]::new));
	}

	private static Client client(ConfigurableApplicationContext context) {
		return new Client(Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
	}

	@Test
	void fetchedModelIsTheDefaultAndTheNextStartSendsNoRequest() throws IOException {
		JsonNode first = predict();
		int requests = this.server.requests();
		assertThat(requests).isPositive();
		Closeness.assertClose(predict(), first);
		assertThat(this.server.requests()).isEqualTo(requests);
	}

	private JsonNode predict() throws IOException {
		try (ConfigurableApplicationContext context = start("--heatlens.models.sources.vit=hf://acme/vit")) {
			JsonNode answer = client(context).json(client(context).image("/v1/predictions", IMAGE));
			assertThat(answer.at("/model/name").asString()).isEqualTo("vit");
			assertThat(answer.at("/results/0/predictions")).isNotEmpty();
			return answer;
		}
	}

	@Test
	void onlyModelWithASourceIsTheDefault() throws IOException {
		FileSystemUtils.copyRecursively(Golden.MODELS.resolve("hf-deit"), this.store.resolve("deit"));
		Files.createDirectory(this.store.resolve("lost+found")); // of a mounted volume
		try (ConfigurableApplicationContext context = start("--heatlens.models.sources.vit=hf://acme/vit")) {
			JsonNode answer = client(context).json(client(context).image("/v1/predictions", IMAGE));
			assertThat(answer.at("/model/name").asString()).isEqualTo("vit");
			assertThat(client(context).json(client(context).get("/v1/models")).path("models")).hasSize(3);
		}
	}

	@Test
	void modelThatCannotBeFetchedStopsTheStartWithOneLine(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--heatlens.models.sources.vit=hf://acme/none"));
		assertThat(output)
			.contains("Model \"vit\" cannot be fetched from hf://acme/none@main: %s has no such repository"
				.formatted(this.server.endpoint()))
			.doesNotContain("SourceException");
	}

	@Test
	void modelThatCannotBeFetchedIsLeftOutWithSkipInvalid(CapturedOutput output) throws IOException {
		Files.createDirectory(this.store.resolve("vit"));
		try (ConfigurableApplicationContext context = start("--heatlens.models.sources.vit=hf://acme/none",
				"--heatlens.models.skip-invalid=true")) {
			assertThat(client(context).json(client(context).get("/v1/models")).path("models")).hasSize(1);
		}
		assertThat(output).contains("Left out. Model \"vit\" cannot be fetched from hf://acme/none@main: ");
	}

	@Test
	void badSourceStopsTheStartWithOneLine(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--heatlens.models.sources.vit=ftp://host/vit.zip"));
		assertThat(output).contains("heatlens.models.sources.vit is \"ftp://host/vit.zip\": expected hf://ORG/REPO")
			.doesNotContain("SourceException");
	}

	@Test
	void nameOfTheEmbeddedModelIsRefusedBeforeAnythingIsFetched(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--heatlens.models.sources.fashion-scenes=hf://acme/vit"));
		assertThat(output)
			.contains("The name \"fashion-scenes\" belongs to the embedded model. Rename that folder or source.");
		assertThat(this.server.requests()).isZero();
	}

	@Test
	void storeThatIsAModelTakesNoSources(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> startIn(Golden.MODELS.resolve("hf-vit"), "--heatlens.models.sources.vit=hf://acme/vit"));
		assertThat(output).contains("which is a model itself");
	}

	@Test
	void storeThatHoldsNoModelButAKnownKindEndsTheStart(@TempDir Path store, CapturedOutput output) throws IOException {
		Files.createFile(store.resolve("model.onnx"));
		assertThatException().isThrownBy(() -> startIn(store));
		assertThat(output).contains("cannot be served: model.onnx holds a model in the format of ONNX");
	}

	@Test
	void emptyStoreServesTheEmbeddedModelAndSaysSo(@TempDir Path store, CapturedOutput output) {
		startIn(store).close();
		assertThat(output).contains("which has no folders of models, so only the embedded model is served");
	}

	@Test
	void storeThatIsAModelWithoutWeightsEndsTheStart(@TempDir Path model, CapturedOutput output) throws IOException {
		Files.copy(Golden.MODELS.resolve("hf-vit/config.json"), model.resolve("config.json"));
		assertThatException().isThrownBy(() -> startIn(model));
		assertThat(output).contains(
				"cannot be served: the folder holds only config.json, but should hold config.json and model.safetensors");
	}

}
