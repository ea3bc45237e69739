package io.heatlens.helm;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.heatlens.web.HttpTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The running application exposes the metrics of the dashboard, alerts and autoscaler.
 */
@HttpTest
class ExposedMetricsTests {

	private static final Pattern NAME = Pattern.compile("^([a-z][a-z0-9_]*)[ {]", Pattern.MULTILINE);

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	@LocalServerPort
	private int port;

	@Test
	void everyMetricOfTheChartIsExposed() throws Exception {
		HttpRequest.Builder explanation = request("/v1/explanations").header("Accept", "image/png")
			.header("Content-Type", "image/png")
			.POST(HttpRequest.BodyPublishers.ofFile(IMAGE));
		assertThat(send(explanation).statusCode()).isEqualTo(200);
		Set<String> exposed = NAME.matcher(send(request("/actuator/prometheus")).body())
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(exposed).containsAll(MetricNamesTests.OWN);
		// Prometheus itself adds the metric "up" to every target
		assertThat(exposed).containsAll(MetricNamesTests.COMMON.stream().filter((name) -> !name.equals("up")).toList());
	}

	@Test
	void stagesAreThoseOfTheDashboard() throws Exception {
		String metrics = send(request("/actuator/prometheus")).body();
		assertThat(Pattern.compile("heatlens_stage_seconds_bucket\\{[^}]*stage=\"(\\w+)\"")
			.matcher(metrics)
			.results()
			.map((MatchResult match) -> match.group(1))
			.distinct()).containsExactlyInAnyOrder("decode", "queue", "forward", "backward", "render");
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
