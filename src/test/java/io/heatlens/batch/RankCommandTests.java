package io.heatlens.batch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.heatlens.answer.MethodRanking;
import io.heatlens.answer.Rankings;
import io.heatlens.engine.Engine;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.Methods;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.metric.Metrics;
import io.heatlens.image.ImageDecoder;
import io.heatlens.image.UploadLimits;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.web.HttpTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From a folder of images to the ranking that the service shows.
 */
@ExtendWith(OutputCaptureExtension.class)
@HttpTest
class RankCommandTests {

	@TempDir
	private static Path store;

	@TempDir
	private Path images;

	@LocalServerPort
	private int port;

	@Autowired
	private ModelStore models;

	@Autowired
	private Methods methods;

	@Autowired
	private Metrics metrics;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Engine engine;

	@Autowired
	private ImageDecoder decoder;

	@Autowired
	private UploadLimits limits;

	@Autowired
	private Rankings rankings;

	@DynamicPropertySource
	static void store(DynamicPropertyRegistry registry) throws IOException {
		for (String model : List.of("hf-vit", "timm-vit-registers-avg")) {
			FileSystemUtils.copyRecursively(Golden.MODELS.resolve(model), store.resolve(model));
		}
		registry.add("heatlens.models.store", store::toString);
	}

	private int rank(String... arguments) {
		RankCommand command = new RankCommand(RankJob.USAGE.parse(arguments), this.models, this.methods, this.metrics,
				this.explainer, this.engine, this.decoder, this.limits, this.rankings);
		command.run(new DefaultApplicationArguments());
		return command.getExitCode();
	}

	private JsonNode get(String model) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:%d/v1/models/%s/methods".formatted(this.port, model)))
			.build();
		return JsonMapper.shared()
			.readTree(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
	}

	private void copyImages() throws IOException {
		for (int i = 0; i < 2; i++) {
			Files.copy(Golden.MODELS.resolve("hf-vit/image-%d.png".formatted(i)), this.images.resolve(i + ".png"));
		}
		Files.writeString(this.images.resolve("damaged.png"), "x");
	}

	@Test
	void serviceShowsTheRankingUntilTheWeightsChange(CapturedOutput console) throws IOException, InterruptedException {
		copyImages();
		assertThat(rank("--images=" + this.images, "--model=hf-vit", "--methods=grad-cam,attention-rollout",
				"--metric=deletion", "--metric=saco"))
			.isZero();
		assertThat(console.getOut()).contains("2 methods on 3 images:", "damaged.png is left out",
				"Model hf-vit, 2 images, deletion", "Model hf-vit, 2 images, saco");
		JsonNode ranking = get("hf-vit").path("ranking");
		assertThat(ranking.path("images").asInt()).isEqualTo(2);
		assertThat(ranking.at("/rankings/0/methods")
			.valueStream()
			.map((method) -> method.path("method").asString() + " " + method.path("gradient").asString("")))
			.containsExactlyInAnyOrder("grad-cam plain", "grad-cam pruned", "attention-rollout ");
		assertThat(get("timm-vit-registers-avg").has("ranking")).isFalse();
		Path file = store.resolve("hf-vit").resolve(MethodRanking.FILE);
		Files.writeString(file, Files.readString(file).replaceFirst("sha256:..", "sha256:zz"));
		assertThat(get("hf-vit").has("ranking")).isFalse();
		assertThat(console.getOut()).contains("was measured with other weights");
	}

	@Test
	void methodsThatCannotExplainTheModelHaveAReason() throws IOException, InterruptedException {
		JsonNode methods = get("timm-vit-registers-avg").path("methods");
		assertThat(methods.size()).isEqualTo(this.methods.all().size());
		assertThat(methods.valueStream().filter((method) -> !method.path("supported").asBoolean())).isNotEmpty()
			.allSatisfy((method) -> {
				assertThat(method.path("reason").asString()).isNotBlank();
				assertThat(this.methods.get(method.path("nearest").asString())).isNotNull();
			});
		assertThat(methods.valueStream().filter((method) -> method.path("supported").asBoolean())).isNotEmpty()
			.allSatisfy((method) -> assertThat(method.has("reason")).isFalse());
	}

	@Test
	void methodsWithManyPassesAreRankedOnRequestOnly() {
		var model = Objects.requireNonNull(this.models.get("hf-vit"));
		assertThat(Candidates.of(model, this.methods, List.of(), List.of()).methods())
			.extracting(ExplanationMethod::name)
			.contains("grad-cam", "legrad")
			.doesNotContain("rise");
		assertThat(Candidates.of(model, this.methods, List.of("all"), List.of()).methods())
			.extracting(ExplanationMethod::name)
			.contains("rise");
	}

	@Test
	void badRequestIsReportedInOneLine(CapturedOutput console) throws IOException {
		assertThat(rank("--images=" + this.images)).isEqualTo(1);
		assertThat(rank("--images=" + this.images, "--metric=beauty")).isEqualTo(1);
		assertThat(rank("--images=" + this.images, "--methods=nope")).isEqualTo(1);
		assertThat(console.getErr().lines()).hasSize(3);
		assertThat(console.getErr()).contains("2 are needed", "road, saco", "There is no method \"nope\"");
	}

	@Test
	@Tag("slow")
	void rankingOfTheEmbeddedModelIsWrittenToTheOutputFolder() throws IOException {
		copyImages();
		assertThat(rank("--images=" + this.images, "--model=fashion-scenes", "--methods=legrad",
				"--output=" + this.images))
			.isZero();
		assertThat(this.images.resolve(MethodRanking.FILE)).content().contains("\"legrad\"", "\"pruned\"");
	}

}
