package io.heatlens;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/**
 * Logs a warning for each property that nothing reads, because a typing error would
 * otherwise go unnoticed. Environment variables are not checked, because Kubernetes sets
 * some with the same prefix for a service named heatlens.
 */
@Component
class UnknownSettings implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(UnknownSettings.class);

	private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("heatlens");

	private final ConfigurableApplicationContext context;

	UnknownSettings(ConfigurableApplicationContext context) {
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Set<ConfigurationPropertyName> known = ConfigurationPropertiesBean.getAll(this.context)
			.values()
			.stream()
			.flatMap(UnknownSettings::names)
			.filter(OURS::isAncestorOf)
			.collect(Collectors.toSet());
		this.context.getEnvironment()
			.getPropertySources()
			.stream()
			.filter((source) -> !(source instanceof SystemEnvironmentPropertySource))
			.flatMap((source) -> (source instanceof EnumerablePropertySource<?> listed)
					? Arrays.stream(listed.getPropertyNames()) : Stream.of())
			.map((name) -> ConfigurationPropertyName.adapt(name, '.'))
			.filter(OURS::isAncestorOf)
			.filter((name) -> known.stream().noneMatch((other) -> other.equals(name) || other.isAncestorOf(name)))
			.distinct()
			.forEach((name) -> logger.warn("Nothing reads the setting {}. {}", name, hint(name, known)));
	}

	private static Stream<ConfigurationPropertyName> names(ConfigurationPropertiesBean bean) {
		ConfigurationPropertyName prefix = ConfigurationPropertyName.of(bean.getAnnotation().prefix());
		return Arrays.stream(bean.asBindTarget().getType().toClass().getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()))
			.map((field) -> prefix.append(name(field)));
	}

	private static String name(Field field) {
		return Optional.ofNullable(field.getAnnotation(Name.class))
			.map(Name::value)
			.orElseGet(() -> DataObjectPropertyName.toDashedForm(field.getName()));
	}

	// The typing error may be in the group or in the name within it.
	private static String hint(ConfigurationPropertyName name, Set<ConfigurationPropertyName> known) {
		String last = name.getLastElement(ConfigurationPropertyName.Form.UNIFORM);
		Set<ConfigurationPropertyName> near = known.stream()
			.filter((other) -> other.getLastElement(ConfigurationPropertyName.Form.UNIFORM).equals(last)
					|| other.getParent().equals(name.getParent()))
			.collect(Collectors.toSet());
		return (near.isEmpty() ? known : near).stream()
			.map(Object::toString)
			.sorted()
			.collect(Collectors.joining(", ", near.isEmpty() ? "The settings are: " : "Similar settings are: ", "."));
	}

}
