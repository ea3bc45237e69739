package io.heatlens.web.kserve;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heatlens.Effort;
import io.heatlens.request.BadParameterException;
import io.heatlens.web.problem.BadRequestException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any JSON is read as a request of KServe or refused, and the refusal does not repeat it.
 */
class KServeFuzzTests {

	@FuzzTest(maxDuration = "30m")
	void read(byte[] body) {
		Effort.assertSmall(() -> {
			try {
				assertThat(KServeRequest.of(body).images()).hasSizeBetween(1, 50);
			}
			catch (BadRequestException | BadParameterException ex) {
				assertThat(ex.getMessage()).isNotBlank().doesNotContain("Exception", "java.");
			}
		});
	}

}
