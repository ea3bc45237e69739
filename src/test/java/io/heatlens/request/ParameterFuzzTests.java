package io.heatlens.request;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heatlens.Effort;
import io.heatlens.GoldenModelTest;
import io.heatlens.answer.ErrorCode;
import io.heatlens.explain.Cost;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any query is read or refused with a code and a message of its own, never with an
 * internal error.
 */
@GoldenModelTest
class ParameterFuzzTests {

	@Autowired
	private ExplanationReader reader;

	@FuzzTest(maxDuration = "30m")
	void read(byte[] query) {
		Map<String, List<String>> values = Queries.values(new String(query, StandardCharsets.UTF_8));
		Effort.assertSmall(() -> {
			try {
				ExplanationOptions options = this.reader.read(Parameters.of(values, ApiParameter.OF_EXPLANATIONS));
				assertThat(Cost.of(options.model(), options.request()).forwards()).isNotNegative();
			}
			catch (RuntimeException ex) {
				assertThat(ErrorCode.of(ex)).as("%s", ex).isNotEqualTo(ErrorCode.INTERNAL);
				assertThat(ex.getMessage()).isNotBlank().doesNotContain("Exception", "java.");
			}
		});
	}

}
