package io.heatlens.web.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.OutputType;
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
		switch (look) {
			case "dark" -> this.page.dark();
			case "phone" -> this.page.phone();
			default -> {
			}
		}
		this.page.show("#beside=8&boxes=true&open=compare,test,take", "grad-cam 7,grad-cam 8");
		this.page.await(".multiples button");
		this.page.awaitText("#left-hottest", "%");
		assertThat(serious()).isEmpty();
		// for a person to look at
		Files.write(Path.of("target", "explorer-" + look + ".png"),
				this.page.driver().getScreenshotAs(OutputType.BYTES));
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
		assertThat(serious()).isEmpty();
	}

	private List<String> serious() throws IOException {
		try (InputStream axe = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
			this.page.driver().executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
		}
		Object found = this.page.driver().executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				axe.run().then(({ violations }) => done(violations
					.filter(({ impact }) => ['serious', 'critical'].includes(impact))
					.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)));
				""");
		return ((List<?>) Objects.requireNonNull(found)).stream().map(String::valueOf).toList();
	}

}
