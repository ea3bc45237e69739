package io.heatlens.helm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * References between the objects are right for all values and release names.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("io.heatlens.helm.Chart#renderings")
@Tag("slow")
class WiringTests {

	private final Rendering rendering;

	WiringTests(String option, Rendering rendering) {
		this.rendering = rendering;
	}

	@Test
	void namesAreShortAndUnique() {
		assertThat(this.rendering.objects())
			.extracting((object) -> object.getKind() + "/" + object.getMetadata().getName())
			.doesNotHaveDuplicates();
		assertThat(this.rendering.objects()).allSatisfy((object) -> {
			assertThat(object.getMetadata().getName()).hasSizeLessThan(64).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
			assertThat(object.getMetadata().getLabels().values())
				.allMatch((value) -> value.matches("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?"));
		});
		// the pods are named NAME-INDEX, which is also their host name
		assertThat(this.rendering.all(Job.class))
			.allSatisfy((job) -> assertThat(job.getMetadata().getName() + "-" + job.getSpec().getCompletions())
				.hasSizeLessThan(64));
	}

	@Test
	void selectorsSelectOnlyThePodsOfTheService() {
		Stream.of(this.rendering.all(Deployment.class).stream().map((deployment) -> deployment.getSpec().getSelector()),
				this.rendering.all(PodDisruptionBudget.class).stream().map((budget) -> budget.getSpec().getSelector()),
				this.rendering.all(NetworkPolicy.class).stream().map((policy) -> policy.getSpec().getPodSelector()),
				this.rendering.all(Service.class)
					.stream()
					.map((service) -> new LabelSelector(null, service.getSpec().getSelector())))
			.flatMap((selectors) -> selectors)
			.forEach((selector) -> assertThat(this.rendering.pods().stream().filter((pod) -> selects(selector, pod)))
				.singleElement()
				.satisfies((pod) -> assertThat(component(pod)).isIn("service", "batch")));
		assertThat(this.rendering.all(ServiceMonitor.class))
			.allSatisfy((monitor) -> assertThat(this.rendering.only(Service.class).getMetadata().getLabels())
				.containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels()));
	}

	private static boolean selects(LabelSelector selector, PodTemplateSpec pod) {
		return pod.getMetadata().getLabels().entrySet().containsAll(selector.getMatchLabels().entrySet());
	}

	private static String component(PodTemplateSpec pod) {
		return pod.getMetadata().getLabels().getOrDefault("app.kubernetes.io/component", "none");
	}

	@Test
	void referencesToTheServiceHaveItsNameAndOneOfItsPorts() {
		Map<String, Integer> ports = this.rendering.all(Service.class)
			.stream()
			.flatMap((service) -> service.getSpec().getPorts().stream())
			.collect(Collectors.toMap((port) -> port.getName(), (port) -> port.getPort()));
		String name = this.rendering.all(Service.class)
			.stream()
			.map((service) -> service.getMetadata().getName())
			.findFirst()
			.orElse("");
		this.rendering.all(Ingress.class)
			.forEach((ingress) -> assertThat(ingress.getSpec().getRules().get(0).getHttp().getPaths())
				.allSatisfy((path) -> {
					assertThat(path.getBackend().getService().getName()).isEqualTo(name);
					assertThat(ports).containsKey(path.getBackend().getService().getPort().getName());
				}));
		this.rendering.all(HTTPRoute.class)
			.forEach((route) -> assertThat(route.getSpec().getRules().get(0).getBackendRefs()).allSatisfy((backend) -> {
				assertThat(backend.getName()).isEqualTo(name);
				assertThat(ports).containsValue(backend.getPort());
			}));
		this.rendering.all(ServiceMonitor.class)
			.forEach((monitor) -> assertThat(monitor.getSpec().getEndpoints())
				.allSatisfy((endpoint) -> assertThat(ports).containsKey(endpoint.getPort())));
		this.rendering.all(HorizontalPodAutoscaler.class)
			.forEach((scaler) -> assertThat(scaler.getSpec().getScaleTargetRef().getName())
				.isEqualTo(this.rendering.only(Deployment.class).getMetadata().getName()));
	}

	@Test
	void namedPortsAreThoseOfTheContainer() {
		Stream
			.concat(this.rendering.all(Service.class)
				.stream()
				.flatMap((service) -> service.getSpec().getPorts().stream())
				.map((port) -> port.getTargetPort().getStrVal()),
					this.rendering.all(NetworkPolicy.class)
						.stream()
						.flatMap((policy) -> policy.getSpec().getIngress().stream())
						.flatMap((rule) -> rule.getPorts().stream())
						.map((port) -> port.getPort().getStrVal()))
			.forEach((port) -> assertThat(
					this.rendering.only(Deployment.class).getSpec().getTemplate().getSpec().getContainers())
				.singleElement()
				.satisfies(
						(container) -> assertThat(container.getPorts()).anyMatch((own) -> own.getName().equals(port))));
	}

	@Test
	void everyVolumeIsMountedAndEveryMountHasAVolume() {
		assertThat(this.rendering.pods()).allSatisfy((pod) -> {
			List<String> volumes = pod.getSpec().getVolumes().stream().map(Volume::getName).toList();
			assertThat(volumes).doesNotHaveDuplicates();
			assertThat(containers(pod).flatMap((container) -> container.getVolumeMounts().stream())
				.map(VolumeMount::getName)
				.collect(Collectors.toSet())).isEqualTo(Set.copyOf(volumes));
		});
	}

	@Test
	void variablesAreSetOnce() {
		assertThat(this.rendering.pods()).allSatisfy((pod) -> assertThat(containers(pod)).allSatisfy((container) -> {
			assertThat(container.getEnv()).extracting((variable) -> variable.getName()).doesNotHaveDuplicates();
			assertThat(container.getEnv())
				.filteredOn((variable) -> variable.getValueFrom() != null
						&& variable.getValueFrom().getResourceFieldRef() != null)
				.allMatch((variable) -> variable.getValueFrom()
					.getResourceFieldRef()
					.getContainerName()
					.equals(container.getName()));
		}));
	}

	@Test
	void serviceAccountsAreThoseOfTheReleaseOrGiven() {
		Set<String> accounts = Stream
			.concat(this.rendering.objects()
				.stream()
				.filter((object) -> object.getKind().equals("ServiceAccount"))
				.map(WiringTests::name), Stream.of("inference"))
			.collect(Collectors.toSet());
		assertThat(this.rendering.pods())
			.allSatisfy((pod) -> assertThat(accounts).contains(pod.getSpec().getServiceAccountName()));
	}

	private static String name(HasMetadata object) {
		return object.getMetadata().getName();
	}

	static Stream<Container> containers(PodTemplateSpec pod) {
		return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream());
	}

}
