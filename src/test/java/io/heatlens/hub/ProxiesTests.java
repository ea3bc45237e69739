package io.heatlens.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Proxy settings of the environment and of the JVM.
 */
class ProxiesTests {

	private static String select(String uri, Map<String, String> environment) {
		Proxy proxy = new Proxies(environment::get).select(URI.create(uri)).get(0);
		return (proxy.address() instanceof InetSocketAddress address)
				? address.getHostString() + ":" + address.getPort() : "direct";
	}

	@ParameterizedTest
	@CsvSource({ "https_proxy, http://proxy:3128, proxy:3128", "https_proxy, proxy:3128, proxy:3128",
			"https_proxy, http://proxy/, proxy:80", "all_proxy, http://proxy:3128, proxy:3128",
			"http_proxy, http://proxy:3128, direct", "https_proxy, '', direct" })
	void variableForTheSchemeIsUsed(String name, String value, String expected) {
		assertThat(select("https://huggingface.co/x", Map.of(name, value))).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "huggingface.co", ".co", "other, .huggingface.co", "*.huggingface.co", "co",
			"huggingface.co:443", "HuggingFace.co" })
	void exceptionsAreReachedDirectly(String exceptions) {
		assertThat(select("https://huggingface.co/x", Map.of("https_proxy", "proxy:3128", "no_proxy", exceptions)))
			.isEqualTo("direct");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "face.co", "cdn.huggingface.co", "huggingface.co:80", "," })
	void otherHostsAreReachedThroughTheProxy(String exceptions) {
		assertThat(select("https://huggingface.co/x", Map.of("https_proxy", "proxy:3128", "no_proxy", exceptions)))
			.isEqualTo("proxy:3128");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:8080/x", "http://127.0.0.1/x", "http://[::1]/x" })
	void localHostIsReachedDirectly(String uri) {
		assertThat(select(uri, Map.of("http_proxy", "proxy:3128"))).isEqualTo("direct");
	}

	@ParameterizedTest
	@ValueSource(strings = { "socks5://proxy:1080", "https://proxy:443", "http://pro xy", "http://me:secret@" })
	void proxyOfAnotherKindIsRefused(String value) {
		assertThatExceptionOfType(SourceException.class)
			.isThrownBy(() -> select("https://huggingface.co/x", Map.of("https_proxy", value)))
			.withMessageContaining("expected http://HOST:PORT")
			.withMessageNotContaining("secret");
	}

	@Test
	void settingsOfTheJvmComeFirst() {
		System.setProperty("https.proxyHost", "jvm-proxy");
		System.setProperty("https.proxyPort", "8888");
		try {
			assertThat(select("https://huggingface.co/x", Map.of("https_proxy", "proxy:3128")))
				.isEqualTo("jvm-proxy:8888");
		}
		finally {
			System.clearProperty("https.proxyHost");
			System.clearProperty("https.proxyPort");
		}
	}

	@Test
	void proxyThatNeedsAPasswordIsNamed(@TempDir Path store) throws IOException {
		HttpServer proxy = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
		proxy.createContext("/", (exchange) -> Fault.status(407).answer(exchange, new byte[0]));
		proxy.start();
		try (HubServer server = new HubServer()) {
			Fetches fetches = new Fetches(store, server).with("HF_ENDPOINT", "http://hub.invalid")
				.with("http_proxy", "http://localhost:" + proxy.getAddress().getPort());
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> fetches.fetch("vit", "hf://acme/vit"))
				.withMessageContaining("the proxy requires a user and password");
		}
		finally {
			proxy.stop(0);
		}
	}

	@Test
	void requestsGoThroughTheProxyWithItsPassword(@TempDir Path store) throws IOException {
		List<String> seen = new CopyOnWriteArrayList<>();
		HttpServer proxy = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
		proxy.createContext("/", (exchange) -> {
			seen.add("%s %s".formatted(exchange.getRequestURI(),
					exchange.getRequestHeaders().getFirst("Proxy-Authorization")));
			exchange.sendResponseHeaders(404, -1);
			exchange.close();
		});
		proxy.start();
		try (HubServer server = new HubServer()) {
			Fetches fetches = new Fetches(store, server).with("HF_ENDPOINT", "http://hub.invalid")
				.with("http_proxy", "http://me:p%40ss@localhost:" + proxy.getAddress().getPort());
			assertThatExceptionOfType(SourceException.class).isThrownBy(() -> fetches.fetch("vit", "hf://acme/vit"));
		}
		finally {
			proxy.stop(0);
		}
		// base64 of me:p@ss
		assertThat(seen).containsExactly("http://hub.invalid/acme/vit/resolve/main/config.json Basic bWU6cEBzcw==");
	}

}
