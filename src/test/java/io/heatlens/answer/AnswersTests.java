package io.heatlens.answer;

import java.util.List;

import io.heatlens.explain.Agreement;
import io.heatlens.explain.Explanation;
import io.heatlens.explain.ImageExplanation;
import io.heatlens.explain.method.Passes;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.input.Region;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JSON of answers against that of the contract.
 */
class AnswersTests {

	private static final Answers.Image SHOE = new Answers.Image("shoe.jpg", "jpeg", 1024, 768, List.of());

	private static final Explanation GRAD_CAM = Samples.gradCam(new Region(0, 0, 1024, 768));

	@Test
	void answerHoldsTheModelAndTheResultsInTheirOrder() {
		JsonNode answer = json(new Answers(new Answers.ModelName("fashion-scenes", "sha256:0"),
				List.of(result(SHOE), result(new Answers.Image("bag.png", "png", 8, 4, List.of())))));
		assertThat(answer.path("model")).isEqualTo(parse("""
				{"name": "fashion-scenes", "digest": "sha256:0"}"""));
		assertThat(answer.path("results").valueStream().map((result) -> result.at("/image/name").asString()))
			.containsExactly("shoe.jpg", "bag.png");
	}

	@Test
	void resultDescribesItsImage() {
		assertThat(json(result(SHOE)).path("image")).isEqualTo(parse("""
				{"name": "shoe.jpg", "format": "jpeg", "width": 1024, "height": 768}"""));
	}

	@Test
	void resultHoldsThePredictions() {
		assertThat(json(result(SHOE)).path("predictions")).isEqualTo(parse("""
				[{"class": 7, "label": "Sneaker", "logit": 8.5, "probability": 0.93}]"""));
	}

	@Test
	void explanationHoldsWhatTheContractNames() {
		JsonNode expected = parse("""
				{"method": "grad-cam", "layers": ["blocks[5].norm1"], "gradient": "plain", "score": "logit",
				 "normalize": "max",
				 "target": {"class": 7, "label": "Sneaker", "logit": 8.5, "probability": 0.93},
				 "status": "ok", "classDiscriminative": true, "warnings": [],
				 "heatmap": {"rows": 1, "columns": 2, "values": [[0.0, 1.0]], "raw": [[-0.5, 2.0]]},
				 "region": {"x": 0.0, "y": 0.0, "width": 1024.0, "height": 768.0},
				 "evidence": {"positive": 2.0, "negative": 0.5}}""");
		JsonNode explanation = json(result(SHOE)).at("/explanations/0");
		assertThat(expected.properties())
			.allSatisfy((property) -> assertThat(explanation.path(property.getKey())).as(property.getKey())
				.isEqualTo(property.getValue()));
	}

	@Test
	void explanationWithoutMetricsHasNoEvaluation() {
		assertThat(json(result(SHOE)).at("/explanations/0").has("evaluation")).isFalse();
	}

	@Test
	void resultOfOneMethodHasNoAgreement() {
		assertThat(json(result(SHOE)).has("agreement")).isFalse();
	}

	@Test
	void resultOfSeveralMethodsHoldsTheirAgreement() {
		JsonNode result = json(Answers.Result.of(SHOE, new ImageExplanation(new float[0], List.of(), List.of(GRAD_CAM),
				List.of(new Agreement(List.of("grad-cam", "legrad"), 7, 0.81)))));
		assertThat(result.path("agreement")).isEqualTo(parse("""
				[{"methods": ["grad-cam", "legrad"], "target": 7, "spearman": 0.81}]"""));
	}

	@Test
	void resultHasNoProblem() {
		assertThat(json(result(SHOE)).has("problem")).isFalse();
	}

	@Test
	void resultOfAnImageThatCannotBeReadHoldsOnlyItsNameAndTheProblem() {
		JsonNode result = json(Answers.Result.failed(Answers.Image.of("shoe.jpg", null),
				Problem.of(ErrorCode.UNREADABLE_IMAGE, "cut")));
		assertThat(result).isEqualTo(parse("""
				{"image": {"name": "shoe.jpg"},
				 "problem": {"type": "urn:heatlens:problem:unreadable-image", "code": "unreadable-image",
				 "detail": "cut"}}"""));
	}

	@Test
	void resultOfAPredictionHasNoExplanations() {
		JsonNode result = json(new Answers.Result(SHOE, List.of(Samples.SNEAKER), null, null, null));
		assertThat(result.propertyNames()).containsExactlyInAnyOrder("image", "predictions");
	}

	@Test
	void imageWithoutANameHasNone() {
		JsonNode image = json(Answers.Image.of(null, new DecodedImage("webp", 2, 1, new byte[6])));
		assertThat(image).isEqualTo(parse("""
				{"format": "webp", "width": 2, "height": 1}"""));
	}

	@Test
	void dryRunHoldsThePasses() {
		JsonNode answer = json(
				new Answers.DryRun(new Answers.ModelName("fashion-scenes", "sha256:0"), true, 2, new Passes(8, 14)));
		assertThat(answer).isEqualTo(parse("""
				{"model": {"name": "fashion-scenes", "digest": "sha256:0"}, "dryRun": true, "images": 2,
				 "passes": {"forwards": 8, "backwards": 14}}"""));
	}

	private static Answers.Result result(Answers.Image image) {
		return Answers.Result.of(image,
				new ImageExplanation(new float[0], List.of(Samples.SNEAKER), List.of(GRAD_CAM), List.of()));
	}

	private static JsonNode json(Object value) {
		return parse(JsonMapper.shared().writeValueAsString(value));
	}

	private static JsonNode parse(String json) {
		return JsonMapper.shared().readTree(json);
	}

}
