package io.heatlens.web.page;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The size of the page, the servers that it uses, and its accessibility.
 */
@BrowserTest
class ExplorerQualityTests {

	@LocalServerPort
	private int port;

	private final Explorer page;

	ExplorerQualityTests(Explorer page) {
		this.page = page;
	}

	@Test
	void firstPictureNeedsLessThan150KilobytesAndNoOtherServer() {
		this.page.show("", "grad-cam 7");
		List<JsonNode> network = this.page.network().toList();
		assertThat(network.stream()
			.filter((event) -> event.path("method").asString().equals("Network.loadingFinished"))
			.mapToLong((event) -> event.at("/params/encodedDataLength").asLong())
			.sum()).isBetween(20_000L, 150_000L);
		assertThat(network.stream()
			.filter((event) -> event.path("method").asString().equals("Network.requestWillBeSent"))
			.map((event) -> URI.create(event.at("/params/request/url").asString()).getAuthority())
			.distinct()).containsExactly("localhost:" + this.port);
		assertThat(this.page.complaints()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark", "phone" })
	void accessibilityRulesFindNothingSerious(String look) throws IOException {
		this.page.look(look);
		this.page.show("#beside=8&boxes=true&open=compare,test,take", "grad-cam 7,grad-cam 8");
		this.page.await(".multiples button");
		this.page.awaitText("#left-hottest", "%");
		assertThat(this.page.violations()).isEmpty();
		// for a person to look at
		this.page.photograph("explorer-" + look);
	}

	// The accessibility rules do not look at placeholders.
	@Test
	void placeholderHasTheContrastOfOtherText() {
		this.page.show("", "grad-cam 7");
		assertThat(this.page.run("return getComputedStyle(document.querySelector('#other'), '::placeholder').color"))
			.isEqualTo(this.page.run("return getComputedStyle(document.querySelector('#method-summary')).color"));
	}

	@Test
	void problemIsAccessible() throws IOException {
		this.page.start("#target=99");
		this.page.awaitText("#problem", "no class");
		assertThat(this.page.violations()).isEmpty();
	}

}
