package io.heatlens.batch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A folder of images becomes a folder of results.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExplainCommandTests extends FolderTests {

	@LocalServerPort
	private int port;

	@Test
	void resultEqualsTheAnswerOfTheService() throws IOException, InterruptedException {
		assertThat(run("--target=3", "--method=legrad")).isZero();
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + "/v1/explanations?target=3&method=legrad"))
			.header("Content-Type", "image/png")
			.POST(HttpRequest.BodyPublishers.ofFile(this.input.resolve("sub/b.png")))
			.build();
		JsonNode answer = json
			.readTree(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
		ObjectNode written = (ObjectNode) result("sub/b.png");
		assertThat(written.get("model")).isEqualTo(answer.get("model"));
		assertThat(written.at("/image/name").asString()).isEqualTo("sub/b.png");
		assertThat(written.at("/parameters/target/0").asString()).isEqualTo("3");
		JsonNode expected = answer.at("/results/0");
		assertThat(expected.propertyNames()).contains("explanations", "predictions");
		written.remove(List.of("file", "model", "parameters"));
		assertThat(written.propertyNames()).containsExactlyElementsOf(expected.propertyNames());
		assertThat(written.get("predictions").size()).isEqualTo(expected.get("predictions").size());
		float raw = written.at("/explanations/0/heatmap/raw/0/0").floatValue();
		assertThat(raw).isCloseTo(expected.at("/explanations/0/heatmap/raw/0/0").floatValue(),
				Percentage.withPercentage(0.1));
	}

	@Test
	void outputMirrorsTheInput() throws IOException {
		assertThat(run()).isZero();
		assertThat(files()).containsExactly("a.png.json", "a.png.png", MANIFEST, "sub/b.png.json", "sub/b.png.png");
		assertThat(images()).containsExactly("a.png", "sub/b.png");
		assertThat(Files.readString(this.output.resolve("a.png.png"), StandardCharsets.ISO_8859_1))
			.contains("tEXtMethod\0grad-cam", "tEXtModel\0hf-vit");
	}

	@Test
	void severalExplanationsHaveAPictureEach() throws IOException {
		assertThat(run("--target=1", "--target=2", "--method=grad-cam", "--method=legrad")).isZero();
		assertThat(files()).contains("a.png.grad-cam.1.png", "a.png.grad-cam.2.png", "a.png.legrad.1.png",
				"a.png.legrad.2.png");
		assertThat(result("a.png").path("explanations").size()).isEqualTo(4);
	}

	@Test
	void damagedImageIsRecordedAndTheOthersAreExplained() throws IOException {
		byte[] whole = Files.readAllBytes(this.input.resolve("a.png"));
		Files.write(this.input.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
		assertThat(run()).isZero();
		assertThat(images()).containsExactly("a.png", "cut.png", "sub/b.png");
		assertThat(result("cut.png").at("/problem/code").asString()).isEqualTo("unreadable-image");
		assertThat(result("cut.png").at("/problem/detail").asString()).contains("cut short");
		assertThat(result("a.png").has("problem")).isFalse();
	}

	@Test
	void badParameterIsReportedInOneLine(CapturedOutput console) throws IOException {
		assertThat(run("--method=gradcam")).isEqualTo(1);
		assertThat(run("--target=nobody")).isEqualTo(1);
		assertThat(run("--colormap=pink")).isEqualTo(1);
		assertThat(console.getErr().lines()).hasSize(3);
		assertThat(console.getErr()).contains("There is no method \"gradcam\"", "nobody", "turbo");
		assertThat(files()).isEmpty();
	}

	@Test
	void dryRunPrintsTheCost(CapturedOutput console) throws IOException {
		assertThat(run("--dry-run", "--method=grad-cam")).isZero();
		assertThat(console.getOut()).contains("2 images: 2 forward and 2 backward passes.");
		assertThat(files()).isEmpty();
	}

	@Test
	void rawMapsHaveNoPictures() throws IOException {
		assertThat(run("--normalize=none")).isZero();
		assertThat(files()).containsExactly("a.png.json", MANIFEST, "sub/b.png.json");
	}

}
