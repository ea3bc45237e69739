package io.heatlens.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.heatlens.Closeness;
import io.heatlens.explain.Methods;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.vit.checkpoint.Golden;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The methods and their parameters, over HTTP.
 */
@HttpTest(properties = Golden.STORE)
class MethodApiTests {

	private static final Path IMAGE = Golden.MODELS.resolve("timm-vit/image-0.png");

	@Autowired
	private Methods methods;

	@Autowired
	private Client client;

	@Test
	@Tag("slow")
	void everyMethodAnswersTwiceWithTheSameExplanation() throws IOException {
		for (ExplanationMethod method : this.methods.all()) {
			String query = "model=timm-vit&target=2&method=" + method.name().replace("+", "%2B");
			JsonNode answer = this.client.json(explain(query));
			assertThat(answer.at("/results/0/explanations/0/status").asString()).as(method.name()).isEqualTo("ok");
			Closeness.assertClose(this.client.json(explain(query)), answer);
		}
	}

	@Test
	@Tag("slow")
	void everyMethodDrawsAPicture() throws IOException {
		for (ExplanationMethod method : this.methods.all()) {
			HttpResponse<byte[]> picture = this.client.image(
					"/v1/explanations?model=timm-vit&method=" + method.name().replace("+", "%2B"), IMAGE, "image/png");
			assertThat(picture.statusCode()).as(method.name()).isEqualTo(200);
			assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
		}
	}

	@Test
	void severalMethodsHaveAnAgreement() throws IOException {
		JsonNode result = result("model=timm-vit&top=2&method=grad-cam&method=legrad&method=attention-rollout");
		assertThat(result.path("explanations").size()).isEqualTo(6);
		assertThat(result.path("agreement").size()).isEqualTo(6);
		JsonNode first = result.path("agreement").get(0);
		assertThat(first.path("methods").valueStream().map(JsonNode::asString)).containsExactly("grad-cam", "legrad");
		assertThat(first.path("spearman").asDouble()).isBetween(-1.0, 1.0);
		assertThat(result.path("explanations").get(2).path("layers").isEmpty()).isTrue();
		assertThat(result.path("explanations").get(2).path("classDiscriminative").asBoolean()).isFalse();
	}

	@Test
	void oneMethodHasNoAgreement() throws IOException {
		assertThat(result("model=timm-vit&method=grad-cam").has("agreement")).isFalse();
	}

	@Test
	void scoreIsAnsweredWithItsValue() throws IOException {
		JsonNode explanation = result("model=timm-vit&target=1&score=margin&against=2&sign=negative")
			.path("explanations")
			.get(0);
		assertThat(explanation.path("score").asString()).isEqualTo("margin");
		assertThat(explanation.path("sign").asString()).isEqualTo("negative");
		assertThat(explanation.path("against").asInt()).isEqualTo(2);
		float[] logits = Golden.expected("timm-vit", "logits-0");
		assertThat(explanation.path("scoreValue").asDouble()).isCloseTo(logits[2] - logits[1], Offset.offset(1e-3));
	}

	@Test
	void marginOfAClassAgainstItselfIsDegenerateWithAWarning() throws IOException {
		JsonNode explanation = result("model=timm-vit&target=2&score=margin&against=2").path("explanations").path(0);
		assertThat(explanation.path("status").asString()).isEqualTo("degenerate");
		assertThat(explanation.path("warnings").toString()).contains("its margin is always 0");
	}

	@Test
	void dryRunAnswersThePassesAndRunsNothing() throws IOException {
		JsonNode answer = this.client
			.json(explain("model=timm-vit&dry-run=true&method=integrated-gradients&steps=7&target=1&target=2"));
		assertThat(answer.path("passes").path("forwards").asInt()).isEqualTo(8);
		assertThat(answer.path("passes").path("backwards").asInt()).isEqualTo(14);
		assertThat(answer.has("results")).isFalse();
	}

	@Test
	void evaluationHasTheScoreOfARandomMap() throws IOException {
		JsonNode evaluation = result("model=timm-vit&method=occlusion&evaluate=deletion&evaluate=saco")
			.path("explanations")
			.get(0)
			.path("evaluation");
		assertThat(evaluation.size()).isEqualTo(2);
		assertThat(evaluation.get(0).path("metric").asString()).isEqualTo("deletion");
		assertThat(evaluation.get(0).path("better").asString()).isEqualTo("lower");
		assertThat(evaluation.get(0).path("steps").asInt()).isEqualTo(21);
		assertThat(evaluation.get(0).path("random").isNumber()).isTrue();
	}

	@Test
	void unlikelyTargetHasAWarning() throws IOException {
		JsonNode predictions = this.client.json(this.client.image("/v1/predictions?model=timm-vit&top=10", IMAGE))
			.path("results")
			.get(0)
			.path("predictions");
		int last = predictions.get(predictions.size() - 1).path("class").asInt();
		assertThat(result("model=timm-vit&target=" + last).path("explanations").get(0).path("warnings").toString())
			.contains("probability of only");
	}

	@Test
	void unsupportedMethodNamesTheNearest() throws IOException {
		HttpResponse<byte[]> response = explain("model=hf-dinov2&method=legrad");
		this.client.assertProblem(response, 422, "unsupported-method");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("generic-attention");
	}

	@ParameterizedTest
	@ValueSource(strings = { "method=eigen-cam&layer=blocks[-1]", "method=fem&layer=blocks[-1]",
			"method=kpca-cam&layer=blocks[-1]", "method=score-cam&layer=blocks[-1]",
			"method=grad-cam&layer=blocks[1]&layer=blocks[2].norm1&layers-fusion=max",
			"method=grad-cam&smooth=aug&gradient=pruned", "method=attention-rollout&fusion=min&discard=0.5",
			"pool=3&pool.stride=2&pool.padding=1&pool.ceil-mode=true&pool.count-include-pad=false", "weights-window=3",
			"detail=pixel&method=attention-rollout&score=probability" })
	void parametersThatTheMethodUsesAreAccepted(String query) throws IOException {
		assertThat(explain("model=timm-vit&" + query).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			method=attention-rollout&layer=blocks[1] | layer
			method=rise&gradient=pruned | gradient
			method=eigen-cam&score=probability | score
			method=fem&sign=negative | sign
			method=seg-eigen-cam&sign=negative | sign
			method=ablation-cam&sign=negative | sign
			method=hires-cam&smooth=eigen&sign=negative | sign
			evaluate=deletion&sign=negative | sign
			layer= | layer
			method=grad-cam&fusion=max | fusion
			method=grad-cam&discard=0.5 | discard
			method=grad-cam&steps=5 | steps
			method=grad-cam&samples=5 | samples
			method=grad-cam&seed=5 | seed
			method=hires-cam&weights-window=3 | weights-window
			method=eigen-cam&smooth=eigen | smooth
			method=rise&smooth=aug | smooth
			method=grad-cam&layers-fusion=max | layers-fusion
			method=score-cam&layer=blocks[1]&layer=blocks[2] | layer
			score=margin | against
			against=1 | against
			weights-window=2 | weights-window
			gradient=nope | gradient
			evaluate=nope | evaluate
			pool=0 | pool
			pool=99 | pool
			pool=2&pool.padding=2 | pool.padding
			pool.stride=2 | pool.stride
			pool=2&detail=pixel | detail
			dry-run=yes | dry-run
			steps=0&method=integrated-gradients | steps
			samples=0&method=rise | samples
			""")
	void badParameterIsRefusedByName(String query, String name) throws IOException {
		HttpResponse<byte[]> response = explain("model=timm-vit&" + query);
		this.client.assertProblem(response, 400, "bad-parameter");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "method=grad-cam&method=hires-cam", "evaluate=deletion", "dry-run=true" })
	void pictureOfMoreThanOneMapIsRefused(String query) throws IOException {
		this.client.assertProblem(this.client.image("/v1/explanations?" + query, IMAGE, "image/png"), 400,
				"bad-parameter");
	}

	private JsonNode result(String query) throws IOException {
		return this.client.json(explain(query)).path("results").get(0);
	}

	private HttpResponse<byte[]> explain(String query) throws IOException {
		return this.client.image("/v1/explanations?" + query, IMAGE);
	}

}
