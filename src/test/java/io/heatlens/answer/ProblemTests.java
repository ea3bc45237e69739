package io.heatlens.answer;

import io.heatlens.request.BadParameterException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Problems outside of HTTP.
 */
class ProblemTests {

	@Test
	void ofAnErrorOfTheClientHasItsCodeTypeAndMessage() {
		assertThat(Problem.of(new BadParameterException("\"top\" takes 1 to 10"))).isEqualTo(new Problem(
				"urn:heatlens:problem:bad-parameter", null, null, "\"top\" takes 1 to 10", "bad-parameter", null));
	}

	@Test
	void ofAnyOtherErrorIsInternal() {
		Problem problem = Problem.of(new IllegalStateException("/var/lib/heatlens is gone"));
		assertThat(problem.code()).isEqualTo("internal");
		assertThat(problem.type()).isEqualTo("urn:heatlens:problem:internal");
	}

	@Test
	void ofAnyOtherErrorDoesNotShowItsMessage() {
		assertThat(Problem.of(new IllegalStateException("/var/lib/heatlens is gone")).detail()).isNotBlank()
			.doesNotContain("/var/lib", "IllegalState");
	}

	@Test
	void ofACodeHasItsDetail() {
		assertThat(Problem.of(ErrorCode.OVERLOADED, "try again"))
			.isEqualTo(new Problem("urn:heatlens:problem:overloaded", null, null, "try again", "overloaded", null));
	}

	@Test
	void jsonHoldsNothingOfHttp() {
		JsonNode json = JsonMapper.shared()
			.readTree(JsonMapper.shared().writeValueAsString(Problem.of(ErrorCode.OVERLOADED, "try again")));
		assertThat(json.propertyNames()).containsExactlyInAnyOrder("type", "detail", "code");
	}

}
