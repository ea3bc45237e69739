package io.heatlens.helm;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dashboard, alerts and autoscaler use metrics of the application.
 */
@Tag("slow")
class MetricNamesTests {

	/** The metrics of the application, with their names in Prometheus. */
	static final Set<String> OWN = Set.of("heatlens_stage_seconds_bucket", "heatlens_stage_seconds_count",
			"heatlens_stage_seconds_sum", "heatlens_batch_size_count", "heatlens_batch_size_sum", "heatlens_queue_size",
			"heatlens_queue_capacity", "heatlens_native_arrays", "heatlens_memory_resident_bytes",
			"heatlens_rejections_total", "heatlens_upload_bytes_count", "heatlens_upload_bytes_sum",
			"heatlens_upload_pixels_count", "heatlens_upload_pixels_sum");

	/** The metrics that Spring Boot and Prometheus have for every application. */
	static final Set<String> COMMON = Set.of("up", "http_server_requests_seconds_bucket",
			"http_server_requests_seconds_count", "process_cpu_usage", "process_start_time_seconds",
			"jvm_memory_used_bytes");

	private static final Pattern METRIC = Pattern.compile("\\b([a-z][a-z0-9_]*)(?=\\{)|label_values\\((\\w+)");

	@Test
	void dashboardUsesKnownMetrics() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(Chart.FOLDER.resolve("dashboards/heatlens.json").toFile());
		Set<String> asked = Stream.of("expr", "query")
			.flatMap((field) -> dashboard.findValues(field).stream())
			.filter(JsonNode::isString)
			.map(JsonNode::asString)
			.flatMap(MetricNamesTests::metrics)
			.collect(Collectors.toSet());
		assertThat(known()).containsAll(asked);
		assertThat(asked).as("metrics of the application that the dashboard shows")
			.containsAll(OWN.stream().filter((name) -> !name.equals("heatlens_stage_seconds_count")).toList());
	}

	@Test
	void configMapHoldsTheDashboard() throws IOException {
		ConfigMap map = Chart.render("metrics").only(ConfigMap.class);
		assertThat(map.getData()).hasSize(1).allSatisfy((name, json) -> {
			assertThat(name).endsWith(".json");
			assertThat(JsonMapper.shared().readTree(json))
				.isEqualTo(JsonMapper.shared().readTree(Chart.FOLDER.resolve("dashboards/heatlens.json").toFile()));
		});
		assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
	}

	@Test
	void alertsUseKnownMetrics() {
		assertThat(rules().map((rule) -> rule.getExpr().getStrVal())).hasSizeGreaterThan(4)
			.allSatisfy((expression) -> assertThat(metrics(expression)).isNotEmpty().allMatch(known()::contains));
	}

	@Test
	void alertsHaveASummaryAndADescription() {
		assertThat(rules()).extracting(Rule::getAlert)
			.doesNotHaveDuplicates()
			.allMatch((name) -> name.startsWith("Heatlens"));
		assertThat(rules()).allSatisfy((rule) -> {
			assertThat(rule.getAnnotations()).containsOnlyKeys("summary", "description");
			assertThat(rule.getLabels().get("severity")).isIn("warning", "critical");
			assertThat(rule.getExpr().getStrVal()).contains("namespace=\"" + Chart.NAMESPACE + "\"",
					"job=\"demo-heatlens\"");
		});
	}

	private static Stream<Rule> rules() {
		return Chart.render("metrics")
			.only(PrometheusRule.class)
			.getSpec()
			.getGroups()
			.stream()
			.flatMap((group) -> group.getRules().stream());
	}

	@Test
	void autoscalerUsesAKnownMetric() {
		assertThat(Chart.render("scaling").only(HorizontalPodAutoscaler.class).getSpec().getMetrics())
			.filteredOn((metric) -> metric.getPods() != null)
			.singleElement()
			.satisfies((metric) -> {
				assertThat(OWN).contains(metric.getPods().getMetric().getName());
				assertThat(metric.getPods().getTarget().getAverageValue().getAmount()).isEqualTo("8");
			});
	}

	private static Set<String> known() {
		return Stream.of(OWN, COMMON).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
	}

	private static Stream<String> metrics(String expression) {
		return METRIC.matcher(expression)
			.results()
			.map((match) -> (match.group(1) != null) ? match.group(1) : match.group(2));
	}

}
