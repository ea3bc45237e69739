package io.heatlens.web;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heatlens.Effort;
import io.heatlens.request.BadParameterException;
import io.heatlens.web.problem.BadRequestException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever JSON comes, it is a request of KServe's or is refused without repeating it.
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
