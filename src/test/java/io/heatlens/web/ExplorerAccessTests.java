package io.heatlens.web;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of a service that asks for keys and serves a checkpoint of its own, without
 * samples.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "heatlens.models.store=src/test/resources/golden/models/hf-deit",
				"heatlens.security.api-keys.alice=" + AccessTests.ALICE_HASH })
class ExplorerAccessTests {

	private static final String INPUT = ".key input";

	@LocalServerPort
	private int port;

	private Explorer page;

	@BeforeEach
	void open() {
		this.page = new Explorer(this.port);
		this.page.start("");
	}

	@AfterEach
	void close() {
		this.page.close();
	}

	@Test
	void keyIsAskedForUntilItIsRightAndForgottenWithThePage() {
		this.page.awaitText("#problem", "needs a key");
		this.page.await(INPUT).sendKeys("wrong\n");
		this.page.awaitText("#problem", "is not known here");
		this.page.await(INPUT).sendKeys(AccessTests.ALICE + "\n");
		this.page.awaitText("#notice", "brings no samples");
		assertThat(
				this.page.run("return JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])"))
			.asString()
			.doesNotContain(AccessTests.ALICE);
		this.page.driver().navigate().refresh();
		this.page.awaitText("#problem", "needs a key");
	}

	@Test
	void modelWithoutSamplesExplainsWhatIsOpenedAndTheOtherIsNear() {
		this.page.await(INPUT).sendKeys(AccessTests.ALICE + "\n");
		this.page.awaitText("#notice", "brings no samples");
		this.page.upload(Path.of("src/test/resources/golden/images/preprocess/astronaut.png"));
		this.page.awaitText("h1", "Why class");
		this.page.awaitMaps("grad-cam 1");
		this.page.start("");
		this.page.await(INPUT).sendKeys(AccessTests.ALICE + "\n");
		this.page.click("#notice button");
		this.page.awaitMaps("grad-cam 7");
	}

}
