package io.heatlens.web.page;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page with a model whose outputs are quantities, so that there are no probabilities.
 */
@BrowserTest(properties = "heatlens.models.store=src/test/resources/outputs/hf-regression")
class ExplorerRegressionTests {

	private final Explorer page;

	ExplorerRegressionTests(Explorer page) {
		this.page = page;
	}

	@Test
	void outputsAreShownInsteadOfProbabilities() {
		this.page.start("");
		this.page.awaitText("#notice", "brings no samples");
		this.page.upload(Path.of("src/test/resources/outputs/image.png"));
		this.page.awaitMaps("grad-cam 0");
		assertThat(this.page.text("#predictions")).contains("0.736").doesNotContain("%", "NaN");
		assertThat(this.page.text("#figures figcaption")).contains("class 0 0.736");
		assertThat(this.page.run("return document.querySelector('#test').hidden")).hasToString("true");
		assertThat(this.page.complaints()).isEmpty();
	}

}
