package io.heatlens.web.page;

import java.nio.file.Path;

import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.web.Keys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a service with keys and with a checkpoint that has no samples.
 */
@BrowserTest(properties = { Golden.STORE + "/hf-deit", "heatlens.security.api-keys.alice=" + Keys.ALICE_HASH })
class ExplorerAccessTests {

	private static final String INPUT = ".key input";

	private final Explorer page;

	ExplorerAccessTests(Explorer page) {
		this.page = page;
	}

	@BeforeEach
	void open() {
		this.page.start("");
	}

	@Test
	void keyIsRequestedUntilItIsRightAndAfterAReload() {
		this.page.awaitText("#problem", "needs a key");
		this.page.await(INPUT).sendKeys("wrong\n");
		this.page.awaitText("#problem", "is not known here");
		this.page.await(INPUT).sendKeys(Keys.ALICE + "\n");
		this.page.awaitText("#notice", "brings no samples");
		assertThat(
				this.page.run("return JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])"))
			.asString()
			.doesNotContain(Keys.ALICE);
		this.page.driver().navigate().refresh();
		this.page.awaitText("#problem", "needs a key");
	}

	@Test
	void modelWithoutSamplesExplainsAnUploadAndOffersTheEmbeddedModel() {
		this.page.await(INPUT).sendKeys(Keys.ALICE + "\n");
		this.page.awaitText("#notice", "brings no samples");
		this.page.upload(Path.of("src/test/resources/golden/images/preprocess/astronaut.png"));
		this.page.awaitText("h1", "Why class");
		this.page.awaitMaps("grad-cam 1");
		this.page.start("");
		this.page.await(INPUT).sendKeys(Keys.ALICE + "\n");
		this.page.click("#notice button");
		this.page.awaitMaps("grad-cam 7");
	}

}
