package io.heatlens.helm;

import java.io.IOException;
import java.util.Properties;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pods fit the settings of the application.
 */
@Tag("slow")
class DeploymentTests {

	private static PodSpec pod(String option) {
		return Chart.render(option).only(Deployment.class).getSpec().getTemplate().getSpec();
	}

	private static Container container(String option) {
		return pod(option).getContainers().get(0);
	}

	private static Properties application() throws IOException {
		return PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"));
	}

	@Test
	void probesUseThePathsOfTheApplication() throws IOException {
		assertThat(application()).containsEntry("management.endpoint.health.probes.enabled", "true")
			.containsEntry("management.endpoint.health.probes.add-additional-paths", "true")
			.doesNotContainKeys("management.server.port", "server.servlet.context-path");
		Container container = container("default");
		assertThat(container.getPorts()).singleElement()
			.satisfies((port) -> assertThat(port.getContainerPort().toString())
				.isEqualTo(application().getProperty("server.port", "8080")));
		assertThat(Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe())
			.map(Probe::getHttpGet)).allMatch((get) -> get.getPort().getStrVal().equals("http"))
			.extracting((get) -> get.getPath())
			.containsExactly("/readyz", "/readyz", "/livez");
	}

	@Test
	void metricsAreScrapedFromThePathOfTheApplication() throws IOException {
		assertThat(application().getProperty("management.endpoints.web.exposure.include")).contains("prometheus");
		assertThat(application()).doesNotContainKey("management.endpoints.web.base-path");
		assertThat(Chart.render("metrics").only(ServiceMonitor.class).getSpec().getEndpoints()).singleElement()
			.satisfies((endpoint) -> assertThat(endpoint.getPath()).isEqualTo("/actuator/prometheus"));
	}

	@Test
	void podThatStopsHasTimeToFinishItsRequests() throws IOException {
		assertThat(application()).containsEntry("server.shutdown", "graceful");
		PodSpec pod = pod("scaling");
		Container container = pod.getContainers().get(0);
		assertThat(container.getLifecycle().getPreStop().getSleep().getSeconds()).isEqualTo(15);
		assertThat(Variables.of(container)).containsEntry("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE", "60s")
			.containsEntry("HEATLENS_REQUEST_TIMEOUT", "60s");
		assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(15 + 60 + 10);
	}

	@Test
	void threadsFollowTheCpuLimit() {
		Container container = container("default");
		assertThat(container.getEnv().get(0)).satisfies((variable) -> {
			assertThat(variable.getName()).isEqualTo("CPU_LIMIT");
			assertThat(variable.getValueFrom().getResourceFieldRef().getResource()).isEqualTo("limits.cpu");
			assertThat(variable.getValueFrom().getResourceFieldRef().getDivisor().getAmount()).isEqualTo("1");
		});
		// Kubernetes replaces only variables that were defined before
		assertThat(container.getEnv().get(1).getName()).isEqualTo("JAVA_TOOL_OPTIONS");
		assertThat(container.getEnv().get(1).getValue()).isEqualTo("-XX:ActiveProcessorCount=$(CPU_LIMIT)");
	}

	@Test
	void embeddedModelNeedsNoFolder() {
		assertThat(pod("default").getInitContainers()).isEmpty();
		assertThat(pod("default").getVolumes()).extracting((volume) -> volume.getName()).containsExactly("tmp");
		assertThat(Variables.of(container("default"))).doesNotContainKey("HEATLENS_MODELS_STORE");
	}

	@Test
	void initContainerFetchesAndTheServiceOnlyReads() {
		PodSpec pod = pod("sources");
		Container fetch = pod.getInitContainers().get(0);
		assertThat(fetch.getArgs()).hasSize(3).startsWith("fetch");
		assertThat(Variables.of(fetch)).containsEntry("HEATLENS_MODELS_STORE", "/models")
			.containsEntry("HF_ENDPOINT", "https://hub.example.org")
			.containsEntry("HTTPS_PROXY", "http://proxy.example.org:3128");
		assertThat(fetch.getVolumeMounts())
			.anyMatch((mount) -> mount.getMountPath().equals("/models") && !Boolean.TRUE.equals(mount.getReadOnly()));
		Container service = pod.getContainers().get(0);
		assertThat(Variables.of(service)).containsEntry("HEATLENS_MODELS_STORE", "/models")
			.doesNotContainKey("HF_TOKEN");
		assertThat(service.getVolumeMounts())
			.anyMatch((mount) -> mount.getMountPath().equals("/models") && mount.getReadOnly());
	}

	@Test
	void modelsAreInTheVolumeOfTheValues() {
		assertThat(pod("sources").getVolumes().get(1).getEmptyDir()).isNotNull();
		assertThat(pod("sources-claim").getVolumes().get(1).getPersistentVolumeClaim().getClaimName())
			.isEqualTo("demo-heatlens-models");
		assertThat(pod("claim").getVolumes().get(1).getPersistentVolumeClaim().getClaimName()).isEqualTo("our-models");
		assertThat(container("claim").getVolumeMounts().get(1).getSubPath()).isEqualTo("vision");
		assertThat(pod("image-volume").getVolumes().get(1).getImage().getReference())
			.startsWith("registry.example.org/models/vit:2@sha256:");
	}

	@Test
	void claimOfTheChartHasAFolderForModels() {
		PodSpec pod = pod("sources-claim");
		assertThat(Stream.of(pod.getInitContainers().get(0), pod.getContainers().get(0))
			.map((container) -> container.getVolumeMounts().get(1).getSubPath())).containsOnly("models");
	}

	@Test
	void outgoingTrafficIsDnsOnlyUnlessAModelIsFetched() {
		assertThat(egress("default")).containsExactlyInAnyOrder("UDP 53", "TCP 53");
		assertThat(egress("sources")).containsExactlyInAnyOrder("UDP 53", "TCP 53", "null 443");
		assertThat(egress("placement")).containsExactlyInAnyOrder("UDP 53", "TCP 53", "null 4317");
	}

	private static Stream<String> egress(String option) {
		return Chart.render(option)
			.only(NetworkPolicy.class)
			.getSpec()
			.getEgress()
			.stream()
			.flatMap((rule) -> rule.getPorts().stream())
			.map((port) -> port.getProtocol() + " " + port.getPort().getIntVal());
	}

	@Test
	void testPodIsAllowedByTheNetworkPolicy() {
		Rendering rendering = Chart.render("api-keys");
		assertThat(rendering.only(NetworkPolicy.class).getSpec().getIngress().get(0).getFrom()).hasSize(2)
			.last()
			.satisfies((peer) -> assertThat(rendering.only(Pod.class).getMetadata().getLabels())
				.containsAllEntriesOf(peer.getPodSelector().getMatchLabels()));
	}

	@Test
	void ingressAndRouteHaveTheLimitsOfTheService() {
		Rendering ingress = Chart.render("ingress");
		assertThat(ingress.only(Ingress.class).getMetadata().getAnnotations())
			.containsEntry("nginx.ingress.kubernetes.io/proxy-body-size", "64m")
			// the value of the user replaces that of the chart
			.containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "120");
		assertThat(Variables.of(container("ingress"))).containsEntry("HEATLENS_UPLOAD_MAXSIZE", "64MB");
		Rendering route = Chart.render("http-route");
		assertThat(route.only(HTTPRoute.class).getSpec().getRules().get(0).getTimeouts().getRequest()).isEqualTo("35s");
		assertThat(route.objects()).filteredOn((object) -> object.getKind().equals("ClientSettingsPolicy"))
			.singleElement()
			.asString()
			.contains("maxSize=10m", "name=" + route.only(HTTPRoute.class).getMetadata().getName());
	}

	@Test
	void imageHasTheVersionOfTheChartUnlessADigestIsGiven() {
		assertThat(container("default").getImage()).matches("heatlens:\\d+\\.\\d+\\.\\d+.*");
		assertThat(container("placement").getImage()).matches("registry.example.org/heatlens@sha256:[0-9a-f]{64}");
	}

	@Test
	void helmTestExplainsASampleOrExpects401() {
		assertThat(testPod("default")).contains("/samples/sneaker-and-bag.png", "/v1/explanations", "image/png");
		assertThat(testPod("api-keys")).contains("= 401").doesNotContain("/samples/");
		assertThat(Chart.render("batch").all(Pod.class)).isEmpty();
	}

	private static String testPod(String option) {
		Pod pod = Chart.render(option).only(Pod.class);
		assertThat(pod.getMetadata().getAnnotations()).containsEntry("example.org/hook", "test");
		return pod.getSpec().getContainers().get(0).getArgs().get(0);
	}

	@Test
	void openShiftMayChooseTheUser() {
		PodSecurityContext security = pod("embedded-openshift").getSecurityContext();
		assertThat(security.getRunAsUser()).isNull();
		assertThat(security.getFsGroup()).isNull();
	}

}
