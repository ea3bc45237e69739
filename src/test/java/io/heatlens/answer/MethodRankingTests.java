package io.heatlens.answer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The file of a ranking.
 */
class MethodRankingTests {

	private static final MethodRanking.Ranked GRAD_CAM = new MethodRanking.Ranked("grad-cam", "pruned", 0.25, 0.125,
			0.375, 20);

	private static final MethodRanking.Ranked ROLLOUT = new MethodRanking.Ranked("attention-rollout", null, 0.125, 0,
			0.25, 20);

	@Test
	void jsonThatIsReadIsWhatWasWritten() {
		MethodRanking ranking = ranking(List.of(new MethodRanking.ByMetric("saco", List.of(GRAD_CAM, ROLLOUT))));
		String json = JsonMapper.shared().writeValueAsString(ranking);
		assertThat(JsonMapper.shared().readValue(json, MethodRanking.class)).isEqualTo(ranking);
	}

	@Test
	void jsonNamesModelImagesAndDate() {
		JsonNode json = json(ranking(List.of()));
		assertThat(json.at("/model/digest").asString()).isEqualTo("sha256:0");
		assertThat(json.path("images").asInt()).isEqualTo(20);
		assertThat(json.path("date").asString()).isEqualTo("2026-11-23");
	}

	@Test
	void jsonOfAMethodWithoutGradientsHasNoGradient() {
		JsonNode methods = json(ranking(List.of(new MethodRanking.ByMetric("saco", List.of(GRAD_CAM, ROLLOUT)))))
			.at("/rankings/0/methods");
		assertThat(methods.at("/0/gradient").asString()).isEqualTo("pruned");
		assertThat(methods.path(1).has("gradient")).isFalse();
	}

	@Test
	void rankingDoesNotChangeWithTheListsThatItWasMadeOf() {
		List<MethodRanking.Ranked> methods = new ArrayList<>(List.of(GRAD_CAM));
		List<MethodRanking.ByMetric> metrics = new ArrayList<>(List.of(new MethodRanking.ByMetric("saco", methods)));
		MethodRanking ranking = ranking(metrics);
		methods.add(ROLLOUT);
		metrics.clear();
		assertThat(ranking.rankings()).containsExactly(new MethodRanking.ByMetric("saco", List.of(GRAD_CAM)));
	}

	private static MethodRanking ranking(List<MethodRanking.ByMetric> metrics) {
		return new MethodRanking(new Answers.ModelName("vit", "sha256:0"), 20, LocalDate.of(2026, 11, 23), metrics);
	}

	private static JsonNode json(MethodRanking ranking) {
		return JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(ranking));
	}

}
