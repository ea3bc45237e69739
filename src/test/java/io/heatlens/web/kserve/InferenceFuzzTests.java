package io.heatlens.web.kserve;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heatlens.Effort;
import io.heatlens.request.BadParameterException;
import io.heatlens.web.problem.BadRequestException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any bytes are read as an inference request or refused.
 */
class InferenceFuzzTests {

	@FuzzTest(maxDuration = "30m")
	void read(FuzzedDataProvider data) {
		String header = data.consumeBoolean() ? String.valueOf(data.consumeInt(0, 1000)) : null;
		byte[] body = data.consumeRemainingAsBytes();
		Effort.assertSmall(() -> {
			try {
				assertThat(InferenceRequest.of(body, header).images()).hasSizeBetween(1, 50);
			}
			catch (BadRequestException | BadParameterException ex) {
				assertThat(ex.getMessage()).isNotBlank();
			}
		});
	}

}
