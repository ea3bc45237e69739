package io.heatlens.helm;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.yaml.snakeyaml.Yaml;

/**
 * The objects that the chart creates in Kubernetes.
 *
 * @param objects in the order of Helm
 */
record Rendering(List<HasMetadata> objects) {

	private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
			Map.entry("v1/ConfigMap", ConfigMap.class),
			Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class), Map.entry("v1/Pod", Pod.class),
			Map.entry("v1/Secret", Secret.class), Map.entry("v1/Service", Service.class),
			Map.entry("v1/ServiceAccount", ServiceAccount.class), Map.entry("apps/v1/Deployment", Deployment.class),
			Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
			Map.entry("batch/v1/Job", Job.class), Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
			Map.entry("gateway.nginx.org/v1alpha1/ClientSettingsPolicy", GenericKubernetesResource.class),
			Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
			Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
			Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
			Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
			Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class));

	static Rendering of(String yaml) {
		return new Rendering(StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
			.filter(Objects::nonNull)
			.map(Rendering::parse)
			.toList());
	}

	private static HasMetadata parse(Object document) {
		Map<?, ?> fields = (Map<?, ?>) document;
		String kind = fields.get("apiVersion") + "/" + fields.get("kind");
		Class<? extends HasMetadata> type = Objects.requireNonNull(KINDS.get(kind), kind);
		return (type != GenericKubernetesResource.class) ? strict().convertValue(document, type)
				: new ObjectMapper().convertValue(document, type);
	}

	// The model keeps fields that it does not know: without that, a field that Kubernetes
	// does not have fails.
	private static ObjectMapper strict() {
		ObjectMapper mapper = new ObjectMapper();
		mapper.setAnnotationIntrospector(new JacksonAnnotationIntrospector() {

			private static final long serialVersionUID = 1L;

			@Override
			public Boolean hasAnySetter(Annotated annotated) {
				return false;
			}

		});
		return mapper;
	}

	<T extends HasMetadata> List<T> all(Class<T> type) {
		return this.objects.stream().filter(type::isInstance).map(type::cast).toList();
	}

	<T extends HasMetadata> T only(Class<T> type) {
		List<T> all = all(type);
		if (all.size() != 1) {
			throw new AssertionError("%d of %s".formatted(all.size(), type.getSimpleName()));
		}
		return all.get(0);
	}

	/**
	 * Lists the pods, including those of Jobs and hooks.
	 * @return their templates
	 */
	List<PodTemplateSpec> pods() {
		return Stream
			.of(all(Deployment.class).stream().map((deployment) -> deployment.getSpec().getTemplate()),
					all(Job.class).stream().map((job) -> job.getSpec().getTemplate()),
					all(Pod.class).stream().map((pod) -> new PodTemplateSpec(pod.getMetadata(), pod.getSpec())))
			.flatMap((pods) -> pods)
			.toList();
	}

}
