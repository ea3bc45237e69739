package io.heatlens.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heatlens.Effort;
import io.heatlens.answer.ErrorCode;
import io.heatlens.explain.Cost;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a query says, it is understood or refused by the part of it that is wrong.
 */
@SpringBootTest(properties = "heatlens.models.store=src/test/resources/golden/models",
		webEnvironment = SpringBootTest.WebEnvironment.NONE)
class ParameterFuzzTests {

	@Autowired
	private ExplanationReader reader;

	@FuzzTest(maxDuration = "30m")
	void read(byte[] query) {
		Map<String, List<String>> values = values(new String(query, StandardCharsets.UTF_8));
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

	private static Map<String, List<String>> values(String query) {
		Map<String, List<String>> values = new HashMap<>();
		for (String pair : query.split("&", -1)) {
			String[] parts = pair.split("=", 2);
			values.computeIfAbsent(parts[0], (name) -> new ArrayList<>()).add((parts.length > 1) ? parts[1] : "");
		}
		return values;
	}

}
