package io.heatlens.helm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The environment variables of the chart set the properties of the contract.
 */
class SettingsTests {

	private static final List<String> PROPERTIES = List.of("heatlens.models.store", "heatlens.models.default",
			"heatlens.models.skip-invalid", "heatlens.models.ema", "heatlens.upload.max-size",
			"heatlens.upload.max-pixels", "heatlens.upload.alpha", "heatlens.upload.max-pixels-in-flight",
			"heatlens.engine.max-batch", "heatlens.engine.max-delay", "heatlens.engine.queue",
			"heatlens.engine.precision", "heatlens.request.timeout", "heatlens.limits.requests-per-minute",
			"heatlens.upload.timeout", "heatlens.security.cors-origins");

	@ParameterizedTest(name = "{0}")
	@MethodSource("io.heatlens.helm.Chart#renderings")
	void everyVariableIsAProperty(String option, Rendering rendering) {
		assertThat(rendering.pods().stream().flatMap(WiringTests::containers)).allSatisfy((container) -> {
			Map<String, String> variables = new HashMap<>(Variables.of(container));
			variables.keySet().removeIf((name) -> !name.startsWith("HEATLENS_"));
			Binder binder = binder(variables);
			assertThat(PROPERTIES.stream().filter((name) -> binder.bind(name, String.class).isBound()))
				.hasSameSizeAs(variables.keySet());
		});
	}

	@Test
	void valuesReachTheApplicationUnchanged() {
		assertThat(settings("scaling")).contains(Map.entry("heatlens.engine.max-batch", "16"),
				Map.entry("heatlens.engine.max-delay", "5ms"), Map.entry("heatlens.engine.queue", "128"),
				Map.entry("heatlens.engine.precision", "auto"), Map.entry("heatlens.request.timeout", "60s"));
		assertThat(settings("ingress")).contains(Map.entry("heatlens.upload.max-size", "64MB"),
				Map.entry("heatlens.upload.max-pixels", "100000000"), Map.entry("heatlens.upload.alpha", "white"),
				Map.entry("heatlens.upload.max-pixels-in-flight", "400000000"));
		assertThat(settings("api-keys")).contains(Map.entry("heatlens.limits.requests-per-minute", "600"),
				Map.entry("heatlens.security.cors-origins", "https://lab.example.org,https://shop.example.org"));
		assertThat(settings("sources")).contains(Map.entry("heatlens.models.store", "/models"),
				Map.entry("heatlens.models.default", "vit-base"), Map.entry("heatlens.models.skip-invalid", "true"),
				Map.entry("heatlens.models.ema", "true"));
	}

	private static Map<String, String> settings(String option) {
		Binder binder = binder(Variables.of(container(Chart.render(option))));
		Map<String, String> settings = new HashMap<>();
		PROPERTIES.forEach((name) -> binder.bind(name, String.class).ifBound((value) -> settings.put(name, value)));
		return settings;
	}

	@Test
	void keysOfTheSecretArePropertiesOfTheApplication() {
		Rendering rendering = Chart.render("api-keys");
		Secret secret = rendering.only(Secret.class);
		assertThat(container(rendering).getEnvFrom()).singleElement().satisfies((source) -> {
			assertThat(source.getSecretRef().getName()).isEqualTo(secret.getMetadata().getName());
			Map<String, String> variables = new HashMap<>();
			secret.getStringData().forEach((name, hash) -> variables.put(source.getPrefix() + name, hash));
			assertThat(binder(variables).bind("heatlens.security.api-keys", Bindable.mapOf(String.class, String.class))
				.get()).isEqualTo(secret.getStringData()).containsOnlyKeys("mobile", "batch2");
		});
	}

	@Test
	void sourcesKeepTheirNames() {
		String[] arguments = Chart.render("sources")
			.only(Deployment.class)
			.getSpec()
			.getTemplate()
			.getSpec()
			.getInitContainers()
			.get(0)
			.getArgs()
			.stream()
			.skip(1)
			.toArray(String[]::new);
		MutablePropertySources sources = new MutablePropertySources();
		sources.addLast(new SimpleCommandLinePropertySource(arguments));
		assertThat(new Binder(ConfigurationPropertySources.from(sources))
			.bind("heatlens.models.sources", Bindable.mapOf(String.class, String.class))
			.get()).containsOnlyKeys("vit-base", "ViT_b.16")
			.containsEntry("vit-base", "hf://google/vit-base-patch16-224@3f49326eb077187dfe1c2a2bb15fbd74e6ab91e3");
	}

	@Test
	void existingSecretIsUsedUnchanged() {
		Rendering rendering = Chart.render("existing-secret");
		assertThat(rendering.all(Secret.class)).isEmpty();
		assertThat(container(rendering).getEnvFrom()).singleElement()
			.satisfies((source) -> assertThat(source.getSecretRef().getName()).isEqualTo("heatlens-keys"));
	}

	private static Container container(Rendering rendering) {
		return rendering.only(Deployment.class).getSpec().getTemplate().getSpec().getContainers().get(0);
	}

	private static Binder binder(Map<String, String> variables) {
		MutablePropertySources sources = new MutablePropertySources();
		sources.addLast(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				Map.copyOf(variables)));
		return new Binder(ConfigurationPropertySources.from(sources));
	}

}
